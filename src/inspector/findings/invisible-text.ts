import type { Finding } from '../read/finding.ts'
import { claimsOf, headersOf } from './kinds.ts'
import { placeAt, type Source } from './look.ts'
import { quote, raise } from './raise.ts'
import type { Case } from './rule.ts'
import { walk } from './walk.ts'

/** Anything below needs a character beyond ASCII or a control character: most texts have neither. */
const worthALook = /[^\t\n\r -~]/

const checks: readonly (readonly [RegExp, string])[] = [
  [/[\u202a-\u202e\u2066-\u2069]/, 'a character that changes the direction of text'],
  // Right-to-left text and emoji have good uses for marks, joiners and tags: see the exceptions.
  [
    /[\u034f\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]/,
    'a character without width',
  ],
  [/[\u17b4\u17b5\u115f\u1160\u2800\u3164\uffa0]/, 'a letter that leaves a gap'],
  [/[\u2028\u2029]/, 'a separator of lines'],
  [/[\0-\x08\x0b\f\x0e-\x1f\x7f-\x9f]/, 'a control character'],
]

/** All of them in one class: most texts hold none, and are looked through once. */
const anyCheck = new RegExp(`[${checks.map(([{ source }]) => source.slice(1, -1)).join('')}]`)

const rightToLeft = /[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
/** Joiners after a letter whose script has none to join. */
const idleJoiner =
  /(^|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\s])[\u200c\u200d]/u
const tag = /[\u{e0000}-\u{e007f}]/u

/** Greek letters that pass for Latin ones: units such as µm and kΩ stay quiet. */
const greek = 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχ'
const mixedScripts = new RegExp(
  `\\p{Script=Latin}\\p{M}{0,4}[\\p{Script=Cyrillic}${greek}]|[\\p{Script=Cyrillic}${greek}]\\p{M}{0,4}\\p{Script=Latin}`,
  'u',
)

/** What a reader of this text would not see, as a noun phrase; null where there is nothing. */
export function hiddenIn(text: string): string | null {
  if (!worthALook.test(text)) return null
  if (anyCheck.test(text)) return checks.find(([pattern]) => pattern.test(text))?.[1] ?? null
  if (/[\u061c\u200e\u200f]/.test(text) && !rightToLeft.test(text)) return 'a direction mark'
  if (idleJoiner.test(text)) return 'a joiner without width'
  if (tag.test(text) && !text.includes('\u{1f3f4}')) return 'a tag character'
  return mixedScripts.test(text) ? 'letters of two alphabets in one word' : null
}

const mostFindings = 10

/** Names and string values of the headers and the claims. */
export function invisibleText(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged) ?? looseClaims(judged)
  const sources = [...headersOf(judged.reading), ...(claims ? [claims] : [])]
  const found: Finding[] = []
  for (const source of sources) {
    // Only the claims of an SD-JWT are more than what its payload decodes to.
    if (judged.reading.kind === 'jws' && judged.reading.parts[source.part]?.plain) continue
    walk(source.object, (name, node, start) => {
      const inName = name === null ? null : hiddenIn(name)
      const hidden = inName ?? (node.kind === 'string' ? hiddenIn(node.value) : null)
      if (hidden === null) return true
      const subject = inName === null ? 'A value' : `The name ${quote(name ?? '')}`
      const place = placeAt(source, { start, end: node.end })
      found.push(raise('invisible-text', `${subject} holds ${hidden}.`, place))
      return found.length < mostFindings
    })
  }
  return found
}

/** Claims of what is no JWT: another JWS, a PASETO. */
function looseClaims({ reading }: Case): Source | null {
  const part = reading.parts.findIndex(({ role }) => role === 'payload')
  return reading.claims === null || part === -1 ? null : { object: reading.claims, part }
}
