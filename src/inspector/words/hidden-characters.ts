/** Rules out most texts. Every check below needs a control character or one beyond ASCII. */
const maybeHidden = /[^\t\n\r -~]/

const checks: readonly (readonly [RegExp, string])[] = [
  [/[\u202a-\u202e\u2066-\u2069]/, 'a character that changes the direction of text'],
  // Marks, joiners and tags have good uses in right-to-left text and emoji: see `hiddenIn`.
  [
    /[\u034f\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]/,
    'a character without width',
  ],
  [/[\u17b4\u17b5\u115f\u1160\u2800\u3164\uffa0]/, 'a letter that leaves a gap'],
  [/[\u2028\u2029]/, 'a separator of lines'],
  [/[\0-\x08\x0b\f\x0e-\x1f\x7f-\x9f]/, 'a control character'],
]

/** All checks as one character class, so that most texts are searched once. */
const anyCheck = new RegExp(`[${checks.map(([{ source }]) => source.slice(1, -1)).join('')}]`)

const rightToLeft = /[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
/** Joiners after a letter of a script that does not join letters. */
const idleJoiner =
  /(^|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\s])[\u200c\u200d]/u
const tag = /[\u{e0000}-\u{e007f}]/u

/** Greek letters that look like Latin ones. Others do not count, for units such as µm and kΩ. */
const greek = 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχ'
const mixedScripts = new RegExp(
  `\\p{Script=Latin}\\p{M}{0,4}[\\p{Script=Cyrillic}${greek}]|[\\p{Script=Cyrillic}${greek}]\\p{M}{0,4}\\p{Script=Latin}`,
  'u',
)

/** What a reader of this text would not see, as a noun phrase; null if nothing is hidden. */
export function hiddenIn(text: string): string | null {
  if (!maybeHidden.test(text)) return null
  if (anyCheck.test(text)) return checks.find(([pattern]) => pattern.test(text))?.[1] ?? null
  if (/[\u061c\u200e\u200f]/.test(text) && !rightToLeft.test(text)) return 'a direction mark'
  if (idleJoiner.test(text)) return 'a joiner without width'
  if (tag.test(text) && !text.includes('\u{1f3f4}')) return 'a tag character'
  return mixedScripts.test(text) ? 'letters of two alphabets in one word' : null
}
