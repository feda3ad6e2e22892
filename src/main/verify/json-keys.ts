import { z } from 'zod'
import { jwkShape } from './jwk-shape.ts'
import type { FoundKey, FoundKeys } from './key.ts'
import { readPemKeys } from './pem-keys.ts'

const keySet = z.looseObject({ keys: z.array(z.unknown()) })
const pemById = z.record(z.string(), z.string().includes('-----BEGIN '))

/** A JWK, a JWK set (RFC 7517 section 5), or an object of PEM texts by key id. */
export function readJsonKeys(text: string): FoundKeys {
  const document = parse(text)
  if (document === undefined) return { problem: 'It begins like JSON but is none.' }
  const set = keySet.safeParse(document)
  if (set.success) return readSet(set.data.keys)
  const pems = pemById.safeParse(document)
  if (pems.success) return readPemMap(pems.data)
  const jwk = jwkShape.safeParse(document)
  if (jwk.success) return { keys: [{ jwk: jwk.data, written: text }] }
  return { problem: 'The JSON is neither a JWK (with "kty") nor a JWK set (with "keys").' }
}

/** RFC 7517 section 5: members that are no keys, or that break its rules, are passed over. */
function readSet(members: readonly unknown[]): FoundKeys {
  const keys = members.flatMap((member) => {
    const jwk = jwkShape.safeParse(member)
    return jwk.success ? [{ jwk: jwk.data, written: JSON.stringify(member) }] : []
  })
  return keys.length === 0 ? { problem: 'The JWK set holds no key.' } : { keys }
}

function readPemMap(pems: Record<string, string>): FoundKeys {
  const keys: FoundKey[] = []
  for (const [kid, pem] of Object.entries(pems)) {
    const found = readPemKeys(pem)
    if ('problem' in found) return found
    keys.push(...found.keys.map((key) => ({ ...key, jwk: { ...key.jwk, kid } })))
  }
  return keys.length === 0 ? { problem: 'The JSON is empty.' } : { keys }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined // the message quotes the text, which may be a private key
  }
}
