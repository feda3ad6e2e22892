import { sameValue } from '../findings/look.ts'
import type { Inspection, Reading } from '../read/inspection.ts'
import { finiteNumber, memberOf } from '../json/access.ts'
import type { JsonMember, JsonNode, JsonObject } from '../json/node.ts'
import { pointerStep } from '../json/pointer.ts'
import { writeJson } from '../json/write.ts'
import { registry } from '../tables/lookup.ts'

/** What differs between two tokens, say before and after a refresh. */
export interface TokenDiff {
  header: readonly Change[]
  claims: readonly Change[]
  /** Whether one key signed both, as far as their headers say. */
  key: KeyComparison
}

export type Change =
  | { type: 'added'; pointer: string; after: JsonNode }
  | { type: 'removed'; pointer: string; before: JsonNode }
  /** `seconds` is how much later a NumericDate is; null for other values. */
  | { type: 'changed'; pointer: string; before: JsonNode; after: JsonNode; seconds: number | null }
  /** At least one value was left behind: whether they are the same cannot be told here. */
  | { type: 'hidden'; pointer: string; before: JsonNode; after: JsonNode }

/** `unknown`: the headers name no key. Nothing of it is verified. */
export type KeyComparison = 'same' | 'different' | 'unknown'

/** Compares what two tokens say; the order of their members counts for nothing. */
export const compareTokens = (before: Inspection, after: Inspection): TokenDiff => ({
  header: changesIn(before.header, after.header),
  claims: changesIn(claimsOf(before), claimsOf(after)),
  key: compareKeys(before.header, after.header),
})

/** Those of the token inside, where an encrypted one was opened. */
function claimsOf(reading: Reading): JsonObject | null {
  const nested = reading.kind === 'jws' || reading.kind === 'jwe' ? reading.nested : null
  return reading.claims ?? nested?.claims ?? null
}

/** What names a key, from the strongest: the key itself, its thumbprints, a name. */
const keyNames = ['jwk', 'x5t#S256', 'x5t', 'kid'] as const

function compareKeys(before: JsonObject | null, after: JsonObject | null): KeyComparison {
  for (const name of keyNames) {
    const [a, b] = [memberOf(before, name), memberOf(after, name)]
    if (a !== null && b !== null) return sameValue(a, b) ? 'same' : 'different'
  }
  return 'unknown'
}

function changesIn(before: JsonObject | null, after: JsonObject | null): Change[] {
  const changes: Change[] = []
  compareObjects(before?.members ?? [], after?.members ?? [], '', changes)
  return changes
}

/** Members of one name are compared in their order, so that duplicates are not lost. */
function compareObjects(
  before: readonly JsonMember[],
  after: readonly JsonMember[],
  pointer: string,
  changes: Change[],
) {
  const left = byName(before)
  const right = byName(after)
  for (const [name, values] of left) {
    const others = right.get(name) ?? []
    const at = pointer + pointerStep(name)
    values.forEach((value, index) => compareValues(value, others[index], at, changes))
  }
  for (const [name, values] of right) {
    const at = pointer + pointerStep(name)
    const known = left.get(name)?.length ?? 0
    for (const value of values.slice(known)) {
      changes.push({ type: 'added', pointer: at, after: value })
    }
  }
}

function byName(members: readonly JsonMember[]): Map<string, JsonNode[]> {
  const values = new Map<string, JsonNode[]>()
  for (const { name, value } of members) {
    const known = values.get(name)
    if (known === undefined) values.set(name, [value])
    else known.push(value)
  }
  return values
}

function compareValues(
  before: JsonNode,
  after: JsonNode | undefined,
  pointer: string,
  changes: Change[],
) {
  if (after === undefined) {
    changes.push({ type: 'removed', pointer, before })
  } else if (before.kind === 'object' && after.kind === 'object') {
    compareObjects(before.members, after.members, pointer, changes)
  } else if (isMasked(before) || isMasked(after)) {
    changes.push({ type: 'hidden', pointer, before, after })
  } else if (!sameText(before, after)) {
    changes.push({
      type: 'changed',
      pointer,
      before,
      after,
      seconds: laterBy(before, after, pointer),
    })
  }
}

const isMasked = (node: JsonNode): boolean => node.kind === 'string' && node.masked !== undefined

/** Escapes and white space do not count; digits do, and order within arrays and objects in them. */
const sameText = (before: JsonNode, after: JsonNode): boolean =>
  before.kind === 'string' && after.kind === 'string'
    ? before.value === after.value
    : writeJson(before) === writeJson(after)

/** Whether the claim at a pointer is a NumericDate. */
export const isTimeClaim = (pointer: string): boolean =>
  registry.claim(pointer.slice(1), null)?.form === 'time'

function laterBy(before: JsonNode, after: JsonNode, pointer: string): number | null {
  if (!isTimeClaim(pointer) || before.kind !== 'number' || after.kind !== 'number') return null
  const [from, to] = [finiteNumber(before.text), finiteNumber(after.text)]
  return from === null || to === null ? null : to - from
}
