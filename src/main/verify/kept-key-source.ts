import { demoBaseUrl } from '../../shared/provider.ts'
import { type Failure, type Result, failed, ok } from '../../shared/result.ts'
import { addressOf, type ProviderKeySource } from '../../shared/verification-request.ts'
import { planMetadata } from './discovery.ts'
import { planFetch } from './fetch-plan.ts'
import type { Key } from './key.ts'
import { importKeys } from './key-import.ts'

/** All that is stored of a key (RFC 7517 4, RFC 7518 6, RFC 9964). */
const publicMembers = ['kty', 'kid', 'alg', 'use', 'crv', 'x', 'y', 'n', 'e', 'pub']

/**
 * A key source as it is stored for a provider, unencrypted: of a pasted text only the public keys, as
 * a JWK set. Keys that all came from certificates are stored as certificates, since a JWK has no
 * dates; a certificate beside a bare key loses them. A shared secret is refused, having no public
 * half.
 */
export function keptKeySource(source: ProviderKeySource): Result<ProviderKeySource> {
  if (source.from !== 'pasted') {
    const address = addressOf(source)
    if (address === demoBaseUrl) return ok(source)
    const [plan] =
      source.from === 'issuer'
        ? planMetadata(address, 'provider', [])
        : [planFetch(address, 'key-set', 'provider')]
    return plan && plan.refused !== null ? failed(notFetched(plan.refused)) : ok(source)
  }
  const imported = importKeys(source.text, 'the pasted key')
  if (!imported.ok) return imported
  const keys = imported.value.filter(({ jwk }) => jwk.kty !== 'oct')
  if (keys.length === 0) return failed(sharedSecret)
  return ok({ from: 'pasted', text: certificatesOf(keys) ?? publicSet(keys) })
}

const publicSet = (keys: readonly Key[]): string =>
  JSON.stringify({
    keys: keys.map(({ jwk }) =>
      Object.fromEntries(Object.entries(jwk).filter(([name]) => publicMembers.includes(name))),
    ),
  })

/** By key id where every key has one; null where a key came without a certificate. */
function certificatesOf(keys: readonly Key[]): string | null {
  const found = keys.flatMap(({ jwk, certificate }) =>
    certificate ? [{ id: jwk.kid, pem: certificate.pem }] : [],
  )
  if (found.length < keys.length) return null
  const joined = (some: typeof found) => some.map(({ pem }) => pem).join('')
  if (found.some(({ id }) => id === undefined)) return joined(found)
  const byId = Map.groupBy(found, ({ id }) => id ?? '')
  return JSON.stringify(Object.fromEntries([...byId].map(([id, some]) => [id, joined(some)])))
}

const notFetched = (detail: string): Failure => ({
  kind: 'invalid-input',
  title: 'Keys cannot be fetched from this address',
  detail,
  nextStep: 'Enter an https URL without a user name, or paste the key.',
})

const sharedSecret: Failure = {
  kind: 'invalid-input',
  title: 'A shared secret is not saved for verifying',
  detail: 'Keys of a provider are stored unencrypted, so they must be public.',
  nextStep: 'Enter the secret each time, or name a key set.',
}
