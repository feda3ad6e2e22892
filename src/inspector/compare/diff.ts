import { sameValue } from '../json/same-value.ts'
import type { Inspection, Reading } from '../read/inspection.ts'
import { finiteNumber, isMasked, memberOf } from '../json/access.ts'
import type { JsonNode, JsonObject } from '../json/node.ts'
import { pointerStep } from '../json/pointer.ts'
import { writeJson } from '../json/write.ts'
import { registry } from '../tables/lookup.ts'

/** The differences between two tokens, for example before and after a refresh. */
export interface TokenDiff {
  header: readonly Change[]
  claims: readonly Change[]
  /** Whether the same key signed both, according to their headers. */
  key: KeyComparison
}

export type Change =
  | { type: 'added'; pointer: string; after: JsonNode }
  | { type: 'removed'; pointer: string; before: JsonNode }
  /** `seconds` is by how much a NumericDate is later; null for other values. */
  | { type: 'changed'; pointer: string; before: JsonNode; after: JsonNode; seconds: number | null }
  /** At least one value is masked, so they cannot be compared. */
  | { type: 'hidden'; pointer: string; before: JsonNode; after: JsonNode }

/** `unknown`: the headers name no key. Nothing is verified. */
export type KeyComparison = 'same' | 'different' | 'unknown'

/** Compares two tokens. The order of members does not matter. */
export const compareTokens = (before: Inspection, after: Inspection): TokenDiff => ({
  header: changesIn(before.header, after.header),
  claims: changesIn(claimsOf(before), claimsOf(after)),
  key: compareKeys(before.header, after.header),
})

/** The claims; of a token that holds another, those of the inner token. */
function claimsOf(reading: Reading): JsonObject | null {
  const nested = reading.kind === 'jws' || reading.kind === 'jwe' ? reading.nested : null
  return reading.claims ?? nested?.claims ?? null
}

/** Header parameters that identify a key, the strongest first. */
const keyNames = ['jwk', 'x5t#S256', 'x5t', 'kid'] as const

function compareKeys(before: JsonObject | null, after: JsonObject | null): KeyComparison {
  for (const name of keyNames) {
    const [a, b] = [memberOf(before, name), memberOf(after, name)]
    if (a !== null && b !== null) return sameValue(a, b) ? 'same' : 'different'
  }
  return 'unknown'
}

/** Members with the same name are compared in order, so that duplicates are not lost. */
function changesIn(
  before: JsonObject | null,
  after: JsonObject | null,
  pointer = '',
): readonly Change[] {
  const left = Map.groupBy(before?.members ?? [], ({ name }) => name)
  const right = Map.groupBy(after?.members ?? [], ({ name }) => name)
  const kept = [...left].flatMap(([name, members]) =>
    members.flatMap(({ value }, index) =>
      compareValues(value, right.get(name)?.[index]?.value, pointer + pointerStep(name)),
    ),
  )
  const added = [...right].flatMap(([name, members]) =>
    members.slice(left.get(name)?.length ?? 0).map(({ value: after }): Change => {
      return { type: 'added', pointer: pointer + pointerStep(name), after }
    }),
  )
  return [...kept, ...added]
}

function compareValues(
  before: JsonNode,
  after: JsonNode | undefined,
  pointer: string,
): readonly Change[] {
  if (after === undefined) return [{ type: 'removed', pointer, before }]
  if (before.kind === 'object' && after.kind === 'object') return changesIn(before, after, pointer)
  if (isMasked(before) || isMasked(after)) return [{ type: 'hidden', pointer, before, after }]
  if (writtenAlike(before, after)) return []
  return [{ type: 'changed', pointer, before, after, seconds: laterBy(before, after, pointer) }]
}

/** Ignores escapes and white space, but not the order of members inside arrays. */
const writtenAlike = (before: JsonNode, after: JsonNode): boolean =>
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
