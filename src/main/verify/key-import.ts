import { type Failure, type Result, failed, ok } from '../../shared/result.ts'
import { readJsonKeys } from './json-keys.ts'
import type { FoundKeys, Key } from './key.ts'
import { readBareKey, readPemKeys } from './pem-keys.ts'

/** Over this, a text is no key: sets of real issuers have some dozens of kilobytes. */
const longestKeyText = 1024 * 1024

/**
 * The keys in a text: PEM blocks and X.509 certificates, a JWK or a JWK set, a JSON object of PEM
 * texts by key id as Google publishes them, or base64 without armour as Keycloak shows it.
 *
 * @param origin where the text is from, as a noun phrase: `the pasted text`
 */
export function importKeys(text: string, origin: string): Result<Key[]> {
  if (text.length > longestKeyText) return failed(noKey('It is longer than 1 MiB.'))
  const trimmed = text.trim()
  if (trimmed === '') return failed(noKey('It is empty.'))
  const read = trimmed.startsWith('{') || trimmed.startsWith('[') ? readJsonKeys : readOther
  const found = read(trimmed)
  if ('problem' in found) return failed(noKey(found.problem))
  const alone = found.keys.length === 1
  return ok(
    found.keys.map((key, index) => ({
      ...key,
      alone,
      origin: alone ? origin : `key ${index + 1} of ${origin}`,
    })),
  )
}

const readOther = (text: string): FoundKeys =>
  text.includes('-----BEGIN ') ? readPemKeys(text) : readBareKey(text)

const noKey = (detail: string): Failure => ({
  kind: 'invalid-input',
  title: 'This is no key that can be read',
  detail,
  nextStep: 'Paste a PEM public key or certificate, a JWK, or a JWK set.',
})
