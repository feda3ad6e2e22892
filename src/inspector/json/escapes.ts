/** Offset of the closing quote; -1 if an escape or an illegal character comes first. */
export function plainStringEnd(text: string, start: number): number {
  let end = start
  let code = text.charCodeAt(end)
  while (code !== 0x22 && code !== 0x5c && code >= 0x20) code = text.charCodeAt(++end)
  return code === 0x22 ? end : -1
}

/** The contents of a JSON string with escapes. */
export interface EscapedString {
  /** With the escapes resolved; '' if there is a problem. */
  value: string
  /** Offset of the closing quote, or of the problem. */
  end: number
  problem: string | null
}

const shortEscapes: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** Reads from after the opening quote to the closing quote (RFC 8259 §7). */
export function readEscapedString(text: string, start: number): EscapedString {
  let value = ''
  let chunkStart = start
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) return { value: value + text.slice(chunkStart, at), end: at, problem: null }
    if (!(code >= 0x20)) {
      const problem = at < text.length ? 'control character in a string' : 'unterminated string'
      return { value: '', end: at, problem }
    }
    if (code !== 0x5c) continue
    const escape = readEscape(text, at)
    if (escape === null) return { value: '', end: at, problem: 'unknown escape sequence' }
    value += text.slice(chunkStart, at) + escape.character
    at = escape.end - 1
    chunkStart = escape.end
  }
}

const fourHexDigits = /^[0-9a-fA-F]{4}$/

function readEscape(text: string, at: number): { character: string; end: number } | null {
  const letter = text.charAt(at + 1)
  if (letter !== 'u') {
    const character = shortEscapes[letter]
    return character === undefined ? null : { character, end: at + 2 }
  }
  const digits = text.slice(at + 2, at + 6)
  if (!fourHexDigits.test(digits)) return null
  return { character: String.fromCharCode(Number.parseInt(digits, 16)), end: at + 6 }
}
