import { decodeBase64url } from '../encoding/base64url.ts'
import { stringOf } from '../json/access.ts'
import { readJson } from '../json/read.ts'
import { signatureAlgorithms } from '../tables/algorithms.ts'
import { decodeUtf8 } from '../encoding/utf8.ts'
import type { Work } from '../encoding/work.ts'
import { beginsJose } from '../looks/token-in-word.ts'

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

/** Removes what is around the whole text: white space, quotes, line breaks inside a token. */
export function unwrap(pasted: string, work: Work): Unwrapped {
  work.steps += pasted.length
  const stripped: string[] = []
  // `trim` also removes a byte order mark.
  let text = pasted.trim()
  const closing = quotes.get(text.charAt(0))
  if (closing !== undefined && text.length > 1) {
    const end = text.replace(/[,;]$/, '')
    const inside = end.slice(1, -1)
    // With quotes inside, these are several strings, such as the name and value of a header.
    if (end.endsWith(closing) && !inside.includes(closing)) {
      text = inside.trim()
      stripped.push('quotes')
    }
  }
  const end = punctuationStart(text)
  if (end < text.length && beginsJose(text)) {
    text = text.slice(0, end)
    stripped.push('trailing punctuation')
  }
  return joinLines(text, stripped, work)
}

/** Offset of the brackets, quotes, commas, semicolons and full stop at the end. */
function punctuationStart(text: string): number {
  let start = text.length
  while (start > 0 && ',;)]}>"\'`'.includes(text.charAt(start - 1))) start--
  // Four parts of which the last is empty; an unsecured JWT, which ends in a dot too, has three.
  const stop = text.charAt(start - 1) === '.' && text.slice(0, start).split('.', 5).length === 4
  return stop ? start - 1 : start
}

const broken = /^(?:Bearer\s+)?ey[\w.~+/=\s-]*$/i

/** Joins a token that a terminal or mail program wrapped. Several tokens are left alone. */
function joinLines(text: string, stripped: string[], work: Work): Unwrapped {
  const lines = text.includes('\n') || text.includes('\r')
  if (!lines || !broken.test(text)) return { text, stripped }
  const pieces = text.replace(/^Bearer\s+/i, '').split(/\s+/)
  const whole = pieces.filter((piece) => piece.startsWith('ey') && piece.split('.', 4).length >= 3)
  const [first = ''] = pieces
  if (whole.length > 1 || isComplete(first, work)) return { text, stripped }
  const breaks = pieces.length - 1
  if (breaks === 0) return { text, stripped }
  const word = text.length > 6 && /^Bearer\s/i.test(text) ? ['the Bearer prefix'] : []
  const counted = breaks === 1 ? 'a line break' : `${breaks} line breaks`
  return { text: pieces.join(''), stripped: [...stripped, ...word, counted] }
}

/** Sizes in bytes of signatures with RSA keys of 2048, 3072 and 4096 bits. */
const usualRsaBytes: readonly number[] = [256, 384, 512]

/** Whether the signature has its full size, so that what follows does not belong to it. */
function isComplete(text: string, work: Work): boolean {
  const [header = '', , signature, ...more] = text.split('.', 4)
  if (signature === undefined || more.length > 0) return false
  const { bytes } = decodeBase64url(header, work)
  const root = bytes && readJson(decodeUtf8(bytes, work).text, work).root
  const algorithm = signatureAlgorithms.get(
    stringOf(root?.kind === 'object' ? root : null, 'alg') ?? '',
  )
  const sizes = algorithm?.keyTypes.includes('RSA') ? usualRsaBytes : algorithm?.signatureBytes
  return sizes?.some((size) => Math.ceil((size * 4) / 3) === signature.length) ?? false
}
