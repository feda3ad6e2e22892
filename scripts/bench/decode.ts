import { decodeJwt, decodeProtectedHeader } from 'jose'
import { jwtDecode } from 'jwt-decode'
import {
  decodeBase64url,
  type FoundToken,
  PartReader,
  readToken,
} from '../../src/inspector/index.ts'
import { type Comparison, compare } from './compare.ts'
import { sampleSizes, sampleToken } from './sample-token.ts'

/** `node scripts/bench/decode.ts`: the lossless reader compared with native parsing and other decoders. */

export interface DecodeRow extends Comparison {
  size: string
  characters: number
}

const floor = 'base64 + JSON.parse'

/** One row per size. Ratios refer to the same base64 decoder followed by `JSON.parse`. */
export const benchDecode = (): DecodeRow[] =>
  sampleSizes.map(({ name, characters }) => {
    const text = sampleToken(characters)
    return { size: name, characters: text.length, ...compare(waysToDecode(text), floor) }
  })

const work = { steps: 0 }
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function parsePart(part: string | undefined): unknown {
  const { bytes } = decodeBase64url(part ?? '', work)
  if (bytes === null) throw new Error('not base64url')
  return JSON.parse(utf8.decode(bytes))
}

function waysToDecode(text: string): Record<string, () => unknown> {
  const token: FoundToken = { text, foundIn: 'bare', stripped: [], name: null, slot: null }
  const tools = { work, context: { nowSeconds: 0 }, inspectInside: () => null }
  return {
    [floor]: () => {
      const [header, payload] = text.split('.')
      return [parsePart(header), parsePart(payload)]
    },
    'Touchstone, lossless': () => {
      const [header = '', payload = ''] = text.split('.')
      const reader = new PartReader(token, tools)
      const { part, bytes } = reader.decode('payload', 'Payload', {
        text: payload,
        offset: header.length + 1,
      })
      return [reader.header('Header', { text: header, offset: 0 }), reader.content(part, bytes)]
    },
    // Everything before the findings: also the kind, the facts of the signature and the labels.
    'Touchstone, whole token': () => readToken(token, tools),
    jose: () => [decodeProtectedHeader(text), decodeJwt(text)],
    'jwt-decode': () => [jwtDecode(text, { header: true }), jwtDecode(text)],
  }
}

function print(rows: readonly DecodeRow[]) {
  for (const { size, characters, microseconds, ratios } of rows) {
    console.log(`${size} (${characters.toLocaleString('en')} characters)`)
    for (const [name, time] of Object.entries(microseconds)) {
      const ratio = (ratios[name] ?? NaN).toFixed(2)
      console.log(`  ${name.padEnd(24)} ${`${time} µs`.padStart(11)} ${ratio.padStart(7)}x`)
    }
  }
}

if (import.meta.main) {
  const rows = benchDecode()
  print(rows)
  console.log(JSON.stringify({ decode: rows }))
}
