import type { Reading } from './inspection.ts'
import { itemsOf, memberOf, objectOf, stringOf } from '../json/access.ts'
import type { JsonObject } from '../json/node.ts'
import { readJson } from '../json/read.ts'
import type { FoundToken } from '../looks/found-token.ts'
import { readJweJson } from './jwe-json.ts'
import { noteOuterOddities } from './json-pieces.ts'
import { readJwsJson } from './jws-json.ts'
import { PartReader } from './parts.ts'
import { readSdJwtJson } from './sd-jwt.ts'
import type { ReadOptions } from './context.ts'

/** More signatures, recipients or disclosures than anyone issues. */
const mostItems = 1000

/** Reads a token in JSON serialization; null if the text is none. */
export function readJsonToken(token: FoundToken, options: ReadOptions): Reading | null {
  const { root, oddities } = readJson(token.text, options.work)
  if (root?.kind !== 'object' || !isJsonToken(root)) return null
  const reader = new PartReader(options)
  const reading = hasTooMany(root)
    ? tooMany(token, reader)
    : readSerialized(token, root, reader, options)
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

function readSerialized(
  token: FoundToken,
  root: JsonObject,
  reader: PartReader,
  options: ReadOptions,
): Reading {
  if (isEncrypted(root)) return readJweJson(token, root, reader, options)
  const unprotected = objectOf(signatureObjects(root)[0] ?? null, 'header')
  const disclosed =
    memberOf(unprotected, 'disclosures') !== null || memberOf(unprotected, 'kb_jwt') !== null
  return disclosed
    ? readSdJwtJson(token, root, reader, options)
    : readJwsJson(token, root, reader, options)
}

function signatureObjects(root: JsonObject): readonly JsonObject[] {
  const items = itemsOf(root, 'signatures')
  return items === null ? [root] : items.filter((item) => item.kind === 'object')
}

function hasTooMany(root: JsonObject): boolean {
  const unprotected = objectOf(signatureObjects(root)[0] ?? null, 'header')
  const lists = [
    itemsOf(root, 'signatures'),
    itemsOf(root, 'recipients'),
    itemsOf(unprotected, 'disclosures'),
  ]
  return lists.some((items) => (items?.length ?? 0) > mostItems)
}

function tooMany(token: FoundToken, reader: PartReader): Reading {
  const problem = `It has more than ${mostItems} signatures, recipients or disclosures.`
  reader.add('whole', 'Token', { text: token.text, offset: 0 })
  const base = reader.sharedFields(token, {
    label: 'Broken JWS or JWE',
    header: null,
    claims: null,
  })
  return { ...base, kind: 'malformed', problem }
}
