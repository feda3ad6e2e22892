import { memberOf } from '../json/access.ts'
import type { JsonObject } from '../json/node.ts'
import type { FoundToken } from '../looks/found-token.ts'
import type { ReadOptions } from './context.ts'
import type { MalformedReading, Reading } from './inspection.ts'
import { readCompactJwe } from './jwe.ts'
import { readCompactSigned, readJws } from './jws.ts'
import { objectIn, PartReader, type Piece } from './parts.ts'
import { readSdJwt } from './sd-jwt.ts'

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
  const reader = new PartReader(token, options)
  if (start > 0) reader.add('prefix', 'Prefix', { text: text.slice(0, start), offset: 0 })
  const pieces = piecesOf(text.slice(start, jwtEnd).split('.', 6), start)
  const [first = { text: '', offset: start }, second, third, fourth, fifth, more] = pieces
  const { header } = reader.header('Header', first)
  const split = { reader, pieces, header }
  if (header === null || memberOf(header, 'alg') === null) return readBroken(split)
  const isDisclosing = jwtEnd < text.length
  const behind = text.slice(jwtEnd + 1).split('~', mostDisclosures + 2)
  if (behind.length > mostDisclosures) {
    return malformed(
      split,
      `More than ${mostDisclosures} disclosures, of which the rest was not read`,
    )
  }
  const isEncrypted = memberOf(header, 'enc') !== null
  if (second && third && !fourth && (isDisclosing || !isEncrypted)) {
    const signed = readCompactSigned(header, second, third, reader)
    return isDisclosing
      ? readSdJwt(signed, disclosedOf(behind, jwtEnd + 1), reader)
      : readJws(signed, second.text === '', reader)
  }
  if (isEncrypted && second && third && fourth && fifth && !more) {
    const jwe = { encryptedKey: second, iv: third, ciphertext: fourth, tag: fifth }
    return readCompactJwe(header, jwe, reader)
  }
  return malformed(split, partsProblem(pieces.length, isEncrypted))
}

/** End of the issuer-signed JWT. A `~` anywhere else belongs to an unencoded payload. */
function issuerSignedEnd(text: string, start: number): number {
  const tilde = text.indexOf('~', start)
  const three = tilde >= 0 && text.slice(start, tilde).split('.', 4).length === 3
  return three ? tilde : text.length
}

/** Texts that follow each other from an offset, with one character between them. */
function piecesOf(texts: readonly string[], start: number): Piece[] {
  let end = start - 1
  return texts.map((text) => {
    const offset = end + 1
    end = offset + text.length
    return { text, offset }
  })
}

function partsProblem(count: number, encrypted: boolean): string {
  const has = count > 5 ? 'more than five parts' : count === 1 ? 'one part' : `${count} parts`
  if (encrypted) return `Encrypted token with ${has} instead of five`
  if (count === 5) return 'Five parts, but the header has no enc'
  if (count === 2) return 'Only two parts: the signature is missing'
  return `Signed token with ${has} instead of three`
}

/** Begins like a token, but the header is cut off or damaged. */
function readBroken(split: Split): MalformedReading | null {
  const first = split.pieces[0]?.text ?? ''
  if (split.header !== null || !first.startsWith('eyJ')) return null
  return malformed(split, 'Header is cut off or damaged')
}

/** Reads what is readable, such as the claims of a token whose signature is missing. */
function malformed({ reader, header, pieces }: Split, problem: string): MalformedReading {
  const [, second, ...others] = pieces
  let claims: JsonObject | null = null
  if (second !== undefined) {
    const { part, bytes } = reader.decode('payload', 'Payload', second)
    claims = objectIn(reader.content(part, bytes))
  }
  others.forEach((piece, index) => reader.add('whole', `Part ${index + 3}`, piece))
  return { ...reader.sharedFields('Broken JWT', header, claims), kind: 'malformed', problem }
}

/** The disclosures and the key binding between the `~`. `offset` is that of the first piece. */
function disclosedOf(behind: readonly string[], offset: number) {
  const pieces = piecesOf(behind, offset)
  const last = pieces.pop()
  return { disclosures: pieces, keyBinding: last && last.text !== '' ? last : null }
}
