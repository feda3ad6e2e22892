/** A range of a text, end exclusive. */
export type Range = readonly [start: number, end: number]

/**
 * A text as some reader would see it: with escapes resolved, or without separators. Each character
 * knows its range in the original text.
 */
interface View {
  text: string
  ranges: readonly Range[]
}

/** Escapes within escapes that are resolved, such as `%2525`. */
const deepest = 3

/** Shorter values are found as they are only: in other forms they would be found by chance. */
export const shortestHidden = 8

/**
 * Finds secrets that a service returns in another form: in other letter case, reversed, split by
 * separators or invisible characters; in hexadecimal; in base64 or base64url, also as a part of
 * something longer; and all of this within percent-encoding, JSON escapes and HTML entities, up to
 * three times. Secrets under 8 characters are not looked for.
 */
export function findHiddenSecrets(text: string, secrets: readonly string[]): Range[] {
  const forms = formsThatFit(text, secrets)
  if (forms.length === 0 || holdsNone(text, forms)) return []
  const ranges: Range[] = []
  let view = plainView(text)
  for (let depth = 0; depth <= deepest; depth++) {
    const compact = withoutSeparators(view)
    for (const { form, isWord } of forms) ranges.push(...occurrences(compact, form, isWord))
    const resolved = withoutEscapes(view)
    if (resolved.text === view.text) break
    view = resolved
  }
  return ranges
}

/**
 * Whether a text without escapes holds no form, which is true of most. Much faster than looking for
 * the places.
 */
function holdsNone(text: string, forms: readonly Form[]): boolean {
  if (!isAscii.test(text) || /[%\\&]/.test(text)) return false
  const compact = compacted(text)
  return !forms.some(({ form }) => compact.includes(form))
}

interface Form {
  /** As it stands in a text without separators, in lower case. */
  form: string
  /** Part of a base64 word, whose first and last characters hold bits of the secret, too. */
  isWord: boolean
}

/** By the list of secrets of one call, which is searched for in many texts; then by secret. */
const known = new WeakMap<readonly string[], Map<string, Form[]>>()

/** A form has at least half as many characters as its secret: most texts are too short for a token. */
function formsThatFit(text: string, secrets: readonly string[]): Form[] {
  const made = known.get(secrets) ?? new Map<string, Form[]>()
  known.set(secrets, made)
  return secrets.flatMap((secret) => {
    if (secret.length < shortestHidden || secret.length > text.length * 2) return []
    const forms = made.get(secret) ?? formsOf(secret)
    made.set(secret, forms)
    return forms
  })
}

function formsOf(secret: string): Form[] {
  const bytes = Buffer.from(secret)
  const plain = compacted(secret)
  // Without letters and digits there is nothing that separators could be told from.
  const forms = plain.length < shortestHidden ? [] : [plain, Array.from(plain).reverse().join('')]
  return [
    ...[...forms, bytes.toString('hex')].map((form) => ({ form, isWord: false })),
    ...[0, 1, 2].map((offset) => ({ form: compacted(base64At(bytes, offset)), isWord: true })),
  ].filter(({ form }) => form.length >= shortestHidden)
}

/**
 * The characters that base64 has for these bytes behind `offset` others, modulo 3, whatever stands
 * before and after: the outer ones depend on their neighbours (RFC 4648 §4).
 */
function base64At(bytes: Uint8Array, offset: number): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64url')
  const end = Math.floor(((offset + bytes.length) * 8) / 6)
  return encoded.slice(Math.ceil((offset * 8) / 6), end)
}

/** Characters that a secret may be split by. Both alphabets of base64 lose theirs. */
const separator = /[\s\p{P}\p{S}\p{Cf}\p{Mn}\p{Default_Ignorable_Code_Point}]/u

const isAscii = /^[\n\x20-\x7e]*$/
const asciiSeparators = /[\n !-/:-@[-`{-~]/g

/** Secrets are long and nearly always ASCII, for which this is a hundred times faster. */
const compacted = (text: string): string =>
  isAscii.test(text)
    ? text.toLowerCase().replaceAll(asciiSeparators, '')
    : withoutSeparators(plainView(text)).text

function plainView(text: string): View {
  return { text, ranges: Array.from({ length: text.length }, (_, at) => [at, at + 1] as const) }
}

/** Letters and digits alone, in lower case, without accents and in their compatible form (NFKD). */
function withoutSeparators({ text, ranges }: View): View {
  const kept: string[] = []
  const keptRanges: Range[] = []
  let at = 0
  for (const character of text) {
    const [start] = ranges[at] ?? [0, 0]
    at += character.length
    const [, end] = ranges[at - 1] ?? [0, 0]
    for (const part of character.normalize('NFKD').toLowerCase()) {
      if (separator.test(part)) continue
      kept.push(part)
      for (let unit = 0; unit < part.length; unit++) keptRanges.push([start, end])
    }
  }
  return { text: kept.join(''), ranges: keptRanges }
}

const escapes =
  /(?:%[0-9a-f]{2})+|\\u\{?[0-9a-f]{2,6}\}?|\\x[0-9a-f]{2}|\\[nrtbf]|\\(?=.)|&#x?[0-9a-f]{1,6};|&(?:amp|lt|gt|quot|apos);/gi

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Resolves one level of percent-encoding, JSON and JavaScript escapes, and HTML entities. */
function withoutEscapes({ text, ranges }: View): View {
  const parts: string[] = []
  const partRanges: Range[] = []
  const add = (part: string, from: number, to: number) => {
    const range = [ranges[from]?.[0] ?? 0, ranges[to - 1]?.[1] ?? 0] as const
    parts.push(part)
    for (let unit = 0; unit < part.length; unit++) {
      partRanges.push(to - from === part.length ? (ranges[from + unit] ?? range) : range)
    }
  }
  let done = 0
  for (const { 0: escape, index } of text.matchAll(escapes)) {
    if (index > done) add(text.slice(done, index), done, index)
    add(meaningOf(escape), index, index + escape.length)
    done = index + escape.length
  }
  if (done < text.length) add(text.slice(done), done, text.length)
  return { text: parts.join(''), ranges: partRanges }
}

function meaningOf(escape: string): string {
  if (escape.startsWith('%')) return Buffer.from(escape.replaceAll('%', ''), 'hex').toString()
  if (escape.startsWith('&#')) {
    const isHex = /^&#x/i.test(escape)
    return characterOf(escape.slice(isHex ? 3 : 2, -1), isHex ? 16 : 10)
  }
  if (escape.startsWith('&')) return named[escape.slice(1, -1).toLowerCase()] ?? ''
  const digits = /^\\[ux]\{?([0-9a-f]+)/i.exec(escape)?.[1]
  return digits === undefined ? '' : characterOf(digits, 16)
}

function characterOf(digits: string, radix: number): string {
  const point = Number.parseInt(digits, radix)
  return point <= 0x10ffff ? String.fromCodePoint(point) : ''
}

function occurrences(view: View, form: string, isWord: boolean): Range[] {
  const found: Range[] = []
  for (let at = view.text.indexOf(form); at >= 0; at = view.text.indexOf(form, at + 1)) {
    // A character on each side of a part of base64 holds up to six bits of the secret.
    const first = isWord ? Math.max(0, at - 1) : at
    const last = Math.min(view.text.length, at + form.length + (isWord ? 1 : 0)) - 1
    found.push([view.ranges[first]?.[0] ?? 0, view.ranges[last]?.[1] ?? 0])
  }
  return found
}
