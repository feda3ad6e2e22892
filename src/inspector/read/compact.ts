import type { MalformedReading, Reading } from './inspection.ts'
import { memberOf } from '../json/access.ts'
import type { JsonObject } from '../json/node.ts'
import type { FoundToken } from '../looks/found-token.ts'
import { readCompactJwe } from './jwe.ts'
import { type CompactJws, readCompactJws } from './jws.ts'
import { objectIn, PartReader, type Piece } from './parts.ts'
import { readSdJwt } from './sd-jwt.ts'
import type { ReadOptions } from './context.ts'

/** The parts of a compact token. With more than five, the rest is in the sixth. */
interface Split {
  reader: PartReader
  pieces: readonly Piece[]
  header: JsonObject | null
}

/** More disclosures than anyone issues. A hostile text could hold millions. */
const mostDisclosures = 10_000

/**
 * Reads a compact JWS, JWE or SD-JWT.
 *
 * @returns null if the header is not an object with `alg`, since dots alone make no token
 */
export function readCompact(token: FoundToken, options: ReadOptions, start = 0): Reading | null {
  const { text } = token
  const jwtEnd = issuerSignedEnd(text, start)
  const split = splitAtDots(text.slice(0, jwtEnd), start, options)
  if (split.header === null || memberOf(split.header, 'alg') === null) {
    return readBroken(token, split)
  }
  const jws = jwtEnd === text.length ? null : compactJws(split, split.header)
  if (jws === null) return readJose(token, split, split.header, options)
  const behind = text.slice(jwtEnd + 1).split('~', mostDisclosures + 2)
  if (behind.length > mostDisclosures) {
    return malformed(token, split, `It has more than ${mostDisclosures} disclosures.`)
  }
  return readSdJwt(token, jws, disclosedOf(behind, jwtEnd + 1), split.reader, options)
}

/** End of the issuer-signed JWT. A `~` anywhere else belongs to an unencoded payload. */
function issuerSignedEnd(text: string, start: number): number {
  const tilde = text.indexOf('~', start)
  const three = tilde >= 0 && text.slice(start, tilde).split('.', 4).length === 3
  return three ? tilde : text.length
}

function splitAtDots(text: string, start: number, options: ReadOptions): Split {
  const pieces: Piece[] = []
  let offset = start
  for (const piece of text.slice(start).split('.', 6)) {
    pieces.push({ text: piece, offset })
    offset += piece.length + 1
  }
  const reader = new PartReader(options)
  if (start > 0) reader.add('prefix', 'Prefix', { text: text.slice(0, start), offset: 0 })
  const { header } = reader.header('Header', pieces[0] ?? { text: '', offset: start })
  return { reader, pieces, header }
}

function compactJws({ pieces, reader }: Split, header: JsonObject): CompactJws | null {
  const [, payload, signature] = pieces
  if (pieces.length !== 3 || payload === undefined || signature === undefined) return null
  return { header, headerPart: reader.parts.length - 1, payload, signature }
}

function readJose(
  token: FoundToken,
  split: Split,
  header: JsonObject,
  options: ReadOptions,
): Reading {
  const encrypted = memberOf(header, 'enc') !== null
  const jws = encrypted ? null : compactJws(split, header)
  if (jws !== null) return readCompactJws(token, jws, split.reader, options)
  const [, encryptedKey, iv, ciphertext, tag, more] = split.pieces
  if (encrypted && encryptedKey && iv && ciphertext && tag && !more) {
    const headerPart = split.reader.parts.length - 1
    const jwe = { header, headerPart, encryptedKey, iv, ciphertext, tag }
    return readCompactJwe(token, jwe, split.reader, options)
  }
  return malformed(token, split, partsProblem(split.pieces.length, encrypted))
}

function partsProblem(count: number, encrypted: boolean): string {
  const has = count > 5 ? 'more than five parts' : count === 1 ? 'one part' : `${count} parts`
  if (encrypted) return `It has ${has}; an encrypted token has five.`
  if (count === 5) return 'It has five parts like an encrypted token, but its header has no enc.'
  if (count === 2) return 'It has two parts: the signature is missing, with the dot before it.'
  return `It has ${has}; a signed token has three.`
}

/** Begins like a token, but the header is cut off or damaged. */
function readBroken(token: FoundToken, split: Split): MalformedReading | null {
  const first = split.pieces[0]?.text ?? ''
  if (split.header !== null || !first.startsWith('eyJ')) return null
  return malformed(token, split, 'The header is cut off or damaged: it is no JSON object.')
}

/** Reads what is readable, such as the claims of a token whose signature is missing. */
function malformed(token: FoundToken, split: Split, problem: string): MalformedReading {
  const { reader, header } = split
  const [, second, ...others] = split.pieces
  let claims: JsonObject | null = null
  if (second !== undefined) {
    const { part, bytes } = reader.decode('payload', 'Second part', second)
    claims = objectIn(reader.content(part, bytes))
  }
  others.forEach((piece, index) => reader.add('whole', `Part ${index + 3}`, piece))
  const label = 'Broken JWT'
  return { ...reader.sharedFields(token, { label, header, claims }), kind: 'malformed', problem }
}

/** The disclosures and the key binding between the `~`. `offset` is that of the first piece. */
function disclosedOf(behind: readonly string[], offset: number) {
  const pieces: Piece[] = []
  let at = offset
  for (const text of behind) {
    pieces.push({ text, offset: at })
    at += text.length + 1
  }
  const last = pieces.pop()
  return { disclosures: pieces, keyBinding: last && last.text !== '' ? last : null }
}
