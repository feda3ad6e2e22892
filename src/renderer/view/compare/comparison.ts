import {
  type Change,
  compareTokens,
  durationText,
  type Inspection,
  isTimeClaim,
  type JsonNode,
  type JsonObject,
  type KeyComparison,
  pointerStep,
} from '../../../inspector/index.ts'

/** A row of two tokens side by side. */
export interface DiffRow {
  /** `exp`, `roles/0`, `header kid`. */
  name: string
  before: JsonNode | null
  after: JsonNode | null
  change: Change['type'] | 'same'
  /** `changed`, `15 min later`. */
  word: string
  /** Its values are NumericDates (RFC 7519 §2). */
  isTime: boolean
}

const claimsOf = (inspection: Inspection): JsonObject | null => {
  const nested = 'nested' in inspection ? inspection.nested : null
  return inspection.claims ?? nested?.claims ?? null
}

/** Differences in the claims, then in the header, then the rest. */
export function diffRows(before: Inspection, after: Inspection): DiffRow[] {
  const { claims, header } = compareTokens(before, after)
  return [
    ...claims.map((change) => rowOf(change, 'claims')),
    ...header.map((change) => rowOf(change, 'header')),
    ...sameRows(claimsOf(after), claims, 'claims'),
    ...sameRows(after.header, header, 'header'),
  ]
}

type Place = 'claims' | 'header'

const naming = (place: Place, pointer: string) => ({
  name: `${place === 'header' ? 'header ' : ''}${nameAt(pointer)}`,
  isTime: place === 'claims' && isTimeClaim(pointer),
})

function rowOf(change: Change, place: Place): DiffRow {
  const seconds = change.type === 'changed' ? change.seconds : null
  return {
    ...naming(place, change.pointer),
    before: 'before' in change ? change.before : null,
    after: 'after' in change ? change.after : null,
    change: change.type,
    word: seconds === null ? change.type : distance(seconds),
  }
}

const distance = (seconds: number): string =>
  `${durationText(Math.abs(seconds))} ${seconds < 0 ? 'earlier' : 'later'}`

/** The members without differences. */
function sameRows(object: JsonObject | null, changes: readonly Change[], place: Place): DiffRow[] {
  const changed = new Set(changes.map(({ pointer }) => pointer.split('/')[1]))
  return (object?.members ?? [])
    .filter(({ name }) => !changed.has(pointerStep(name).slice(1)))
    .map(({ name, value }) => ({
      ...naming(place, pointerStep(name)),
      before: value,
      after: value,
      change: 'same',
      word: 'same',
    }))
}

/** A JSON pointer (RFC 6901) without its leading slash and escapes. */
const nameAt = (pointer: string): string =>
  pointer.slice(1).replaceAll('~1', '/').replaceAll('~0', '~')

const keyWords: Record<KeyComparison, string> = {
  same: 'Both headers name the same key.',
  different: 'Their headers name different keys.',
  unknown: 'Unknown whether they share a key: the headers do not both name one.',
}

export const keyInWords = (before: Inspection, after: Inspection): string =>
  keyWords[compareTokens(before, after).key]

/** Appended to the other changes. Says nothing if a header does not name its key. */
const keyChange: Record<KeyComparison, string> = {
  same: '; key unchanged',
  different: '; another key',
  unknown: '',
}

const mostNamed = 5

/** One line such as `exp 15 min later, jti, new roles; key unchanged`. */
export function changesInWords(before: Inspection, after: Inspection): string {
  const named = diffRows(before, after).flatMap(({ name, change, word }) => {
    if (change === 'same' || change === 'hidden') return []
    if (change === 'added') return [`new ${name}`]
    if (change === 'removed') return [`without ${name}`]
    return [word === 'changed' ? name : `${name} ${word}`]
  })
  const more = named.length - mostNamed
  const first = named.slice(0, mostNamed).join(', ') || 'no readable values'
  return `${first}${more > 0 ? ` and ${more} more` : ''}${keyChange[compareTokens(before, after).key]}`
}
