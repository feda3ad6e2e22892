import { hasMember, itemsOf, objectOf, stringOf } from '../json/access.ts'
import type { JsonObject } from '../json/node.ts'
import { readJson } from '../json/read.ts'
import type { FoundToken } from '../looks/found-token.ts'
import type { ReadOptions } from './context.ts'
import type { Reading } from './inspection.ts'
import { noteOuterOddities, pieceAt } from './json-pieces.ts'
import { readJweJson } from './jwe-json.ts'
import { readSignedJson } from './jws-json.ts'
import { readJws } from './jws.ts'
import { PartReader } from './parts.ts'
import { disclosedIn, readSdJwt } from './sd-jwt.ts'

/** More signatures, recipients or disclosures than anyone issues. */
const mostItems = 1000

/** Reads a token in JSON serialization; null if the text is none. */
export function readJsonToken(token: FoundToken, options: ReadOptions): Reading | null {
  const { root, oddities } = readJson(token.text, options.work)
  if (root?.kind !== 'object' || !isJsonToken(root)) return null
  const reader = new PartReader(token, options)
  const reading = readSerialized(root, token.text, reader)
  noteOuterOddities(oddities, reader)
  return reading
}

/** By the members that only a JWS or JWE has: RFC 7515 §7.2, RFC 7516 §7.2. */
export function isJsonToken(root: JsonObject): boolean {
  const signed = stringOf(root, 'signature') !== null || itemsOf(root, 'signatures') !== null
  const described =
    stringOf(root, 'payload') !== null ||
    stringOf(root, 'protected') !== null ||
    objectOf(root, 'header') !== null
  return (signed && described) || isEncrypted(root)
}

/** A `ciphertext` is no JWE unless there is a header too. */
const isEncrypted = (root: JsonObject): boolean =>
  stringOf(root, 'ciphertext') !== null &&
  (stringOf(root, 'protected') !== null ||
    objectOf(root, 'unprotected') !== null ||
    objectOf(root, 'header') !== null ||
    itemsOf(root, 'recipients') !== null)

function readSerialized(root: JsonObject, text: string, reader: PartReader): Reading {
  const signatures = itemsOf(root, 'signatures')
  const first = signatures?.find((item) => item.kind === 'object') ?? (signatures ? null : root)
  const unprotected = objectOf(first, 'header')
  const lists = [signatures, itemsOf(root, 'recipients'), itemsOf(unprotected, 'disclosures')]
  if (lists.some((items) => (items?.length ?? 0) > mostItems)) {
    const problem = `More than ${mostItems} signatures, recipients or disclosures, of which the rest was not read`
    reader.add('whole', 'Token', { text, offset: 0 })
    return { ...reader.sharedFields('Broken JWS or JWE'), kind: 'malformed', problem }
  }
  if (isEncrypted(root)) return readJweJson(root, reader)
  const signed = readSignedJson(root, reader)
  return hasMember(unprotected, 'disclosures') || hasMember(unprotected, 'kb_jwt')
    ? readSdJwt(signed, disclosedIn(signed.signatures[0]?.unprotected ?? null), reader)
    : readJws(signed, pieceAt(root, 'payload') === null, reader)
}
