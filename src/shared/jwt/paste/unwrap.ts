import type { Work } from '../work.ts'

export interface Unwrapped {
  text: string
  stripped: string[]
}

const quotes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['‘', '’'],
  ['«', '»'],
  ['<', '>'],
])

/** Takes off what stands around the whole text: white space, quotes, line breaks inside a token. */
export function unwrap(pasted: string, work: Work): Unwrapped {
  work.steps += pasted.length
  const stripped: string[] = []
  // A byte order mark is white space to `trim`.
  let text = pasted.trim()
  const closing = quotes.get(text.charAt(0))
  if (closing !== undefined && text.length > 1) {
    const end = text.replace(/[,;]$/, '')
    const inside = end.slice(1, -1)
    // Quotes inside belong to several strings, such as a header's name and its value.
    if (end.endsWith(closing) && !inside.includes(closing)) {
      text = inside.trim()
      stripped.push('quotes')
    }
  }
  const end = punctuationStart(text)
  if (end < text.length && text.startsWith('ey')) {
    text = text.slice(0, end)
    stripped.push('the punctuation behind it')
  }
  return joinLines(text, stripped)
}

/** Where the brackets, quotes, commas and semicolons at the end begin. */
function punctuationStart(text: string): number {
  let start = text.length
  while (start > 0 && ',;)]}>"\'`'.includes(text.charAt(start - 1))) start--
  return start
}

const broken = /^(?:Bearer\s+)?ey[\w.~+/=\s-]*$/i

/** A token that a terminal or a mail program wrapped; several whole tokens stay several. */
function joinLines(text: string, stripped: string[]): Unwrapped {
  if (!/[\r\n]/.test(text) || !broken.test(text)) return { text, stripped }
  const pieces = text.replace(/^Bearer\s+/i, '').split(/\s+/)
  const whole = pieces.filter((piece) => piece.startsWith('ey') && piece.split('.', 4).length >= 3)
  if (whole.length > 1) return { text, stripped }
  const breaks = pieces.length - 1
  if (breaks === 0) return { text, stripped }
  const word = text.length > 6 && /^Bearer\s/i.test(text) ? ['the word Bearer'] : []
  const counted = breaks === 1 ? 'a line break' : `${breaks} line breaks`
  return { text: pieces.join(''), stripped: [...stripped, ...word, counted] }
}
