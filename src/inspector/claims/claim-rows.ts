import { finiteNumber, isMasked, stringOf, textsOf } from '../json/access.ts'
import { readAsDouble } from '../json/exactness.ts'
import type { JsonMember, JsonNode, JsonObject } from '../json/node.ts'
import { pointerStep } from '../json/pointer.ts'
import { isMilliseconds } from '../lifetime/read-lifetime.ts'
import { holdsToken } from '../looks/token-in-word.ts'
import type { Meaning, Registry, ValueForm } from '../tables/registry.ts'
import { hiddenIn } from '../words/hidden-characters.ts'

/** One line of the claims or header table. */
export interface ClaimRow {
  /** The member's name, or the index of an array's element. */
  name: string
  /** JSON pointer (RFC 6901) from the root of the table. Duplicate members share it. */
  pointer: string
  node: JsonNode
  /** null if no registry knows the name. */
  meaning: Meaning | null
  reading: ClaimReading
  flags: RowFlags
  /** Number of rows that expand below it: see `childRows`. */
  childCount: number
}

type ClaimReading =
  /** Epoch seconds with their fraction. `milliseconds`: 13 digits, so probably milliseconds. */
  | { form: 'time'; seconds: number; milliseconds: boolean }
  | { form: 'scope' | 'audience'; items: readonly string[] }
  | { form: 'plain' }

interface RowFlags {
  /** The name or the value holds invisible characters. */
  invisible: boolean
  /** The value was removed. */
  masked: boolean
  /** The value is itself a token. */
  token: boolean
  /** Over 200 characters. */
  long: boolean
  /** Another member of the same object has this name. */
  duplicate: boolean
  /** A number that a double rounds. */
  inexact: boolean
}

/** Rows to build, half open: a long table is built as far as it is visible. */
interface RowRange {
  from: number
  to: number
}

const allRows: RowRange = { from: 0, to: Number.POSITIVE_INFINITY }

/** Rows for the members of a claims set, in order. */
export function claimRows(claims: JsonObject, registry: Registry, range = allRows): ClaimRow[] {
  const issuer = stringOf(claims, 'iss')
  return memberRows(claims, '', (name) => registry.claim(name, issuer), range)
}

/** Rows for the members of a JOSE header, in order. */
export const headerRows = (header: JsonObject, registry: Registry, range = allRows): ClaimRow[] =>
  memberRows(header, '', (name) => registry.headerParameter(name), range)

/** Rows that expand below a row. The members of an actor are claims too (RFC 8693 §4.1). */
export function childRows(row: ClaimRow, registry: Registry, range = allRows): ClaimRow[] {
  const { node, pointer } = row
  if (node.kind === 'array') {
    return node.items.slice(range.from, range.to).map((item, index) => {
      const name = String(range.from + index)
      return rowOf(name, `${pointer}/${name}`, item, null, false)
    })
  }
  if (node.kind !== 'object') return []
  const holdsClaims = row.name === 'act' || row.name === 'may_act'
  const meaningOf = (name: string) => (holdsClaims ? registry.claim(name, null) : null)
  return memberRows(node, pointer, meaningOf, range)
}

function memberRows(
  { members }: JsonObject,
  pointer: string,
  meaningOf: (name: string) => Meaning | null,
  { from, to }: RowRange,
): ClaimRow[] {
  const repeated = repeatedNames(members)
  return members
    .slice(from, to)
    .map(({ name, value }) =>
      rowOf(name, pointer + pointerStep(name), value, meaningOf(name), repeated.has(name)),
    )
}

function repeatedNames(members: readonly JsonMember[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const { name } of members) {
    if (seen.has(name)) repeated.add(name)
    seen.add(name)
  }
  return repeated
}

function rowOf(
  name: string,
  pointer: string,
  node: JsonNode,
  meaning: Meaning | null,
  duplicate: boolean,
): ClaimRow {
  return {
    name,
    pointer,
    node,
    meaning,
    reading: readingOf(node, meaning?.form),
    flags: { ...valueFlags(name, node), duplicate },
    childCount: childCount(node),
  }
}

/** Longer values are collapsed. */
const longestPlain = 200

function valueFlags(name: string, node: JsonNode): Omit<RowFlags, 'duplicate'> {
  const text = node.kind === 'string' ? node.value : ''
  const masked = isMasked(node)
  const written = node.kind === 'number' ? node.text : text
  return {
    invisible: hiddenIn(name) !== null || hiddenIn(text) !== null,
    masked,
    token: masked || holdsToken(text),
    long: written.length > longestPlain,
    inexact: node.kind === 'number' && readAsDouble(node.text) !== null,
  }
}

function childCount(node: JsonNode): number {
  if (node.kind === 'array') return node.items.length
  return node.kind === 'object' ? node.members.length : 0
}

/** How a value is to be read, by its name. A value of an unexpected type is plain. */
function readingOf(node: JsonNode, form: ValueForm | undefined): ClaimReading {
  if (form === 'time') {
    const seconds = node.kind === 'number' ? finiteNumber(node.text) : null
    if (seconds !== null) return { form, seconds, milliseconds: isMilliseconds(seconds) }
  } else if (form !== undefined && !isMasked(node)) {
    const items = textsOf(node) ?? []
    if (form === 'scope' && node.kind === 'string')
      return { form, items: node.value.split(' ').filter((item) => item !== '') }
    if (items.length > 0) return { form, items }
  }
  return { form: 'plain' }
}
