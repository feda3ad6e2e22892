import * as jose from 'jose'
import { describe, expect, it } from 'vitest'
import { nameOf, type Vector, vectors } from './vectors.fixture.ts'

/** Proves the data: what is printed in the specifications verifies and decrypts with its keys. */

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

const importKey = (jwk: Vector['keys'][number] | undefined, algorithm: unknown) => {
  if (!jwk) throw new Error('no key is left')
  // The key's own `alg` and `use` are part of the example, not of what is tried here.
  const members = Object.entries(jwk).filter(([name]) => name !== 'alg' && name !== 'use')
  return jose.importJWK({ kty: jwk.kty, ...Object.fromEntries(members) }, String(algorithm))
}

/** Every signature of a JWS as a flattened one. */
function signaturesOf(vector: Vector): jose.FlattenedJWSInput[] {
  const [token = '', ...rest] = vector.kind === 'sd-jwt' ? vector.token.split('~') : [vector.token]
  const keyBinding = rest.at(-1) ?? ''
  const compact = (jws: string): jose.FlattenedJWSInput => {
    const [head = '', payload = '', signature = ''] = jws.split('.')
    return { protected: head, payload: vector.detachedPayload ?? payload, signature }
  }
  if (vector.form === 'compact')
    return [compact(token), ...(keyBinding === '' ? [] : [compact(keyBinding)])]
  const json = JSON.parse(token) as jose.GeneralJWSInput & jose.FlattenedJWSInput
  const payload = vector.detachedPayload ?? json.payload
  const all = vector.form === 'general' ? json.signatures : [json]
  return all.map((one) => ({ ...one, payload: detached(vector, payload) }))
}

/** A detached payload is signed in its base64url form, unless the header says otherwise. */
const detached = (vector: Vector, payload: string | Uint8Array): string | Uint8Array =>
  vector.detachedPayload === undefined || vector.rfc === 7797
    ? payload
    : jose.base64url.encode(vector.detachedPayload)

async function verify(vector: Vector): Promise<string[]> {
  const signatures = signaturesOf(vector).map((one) => ({
    ...one,
    payload: detached(vector, one.payload),
  }))
  return Promise.all(
    signatures.map(async (signature, index) => {
      if (vector.parts?.[index] === 'no-key') return 'no-key'
      const header = { ...signature.header, ...protectedOf(signature.protected) }
      const key = await importKey(vector.keys[index] ?? vector.keys[0], header['alg'])
      const { payload } = await jose.flattenedVerify(signature, key)
      const expected = vector.payload ?? vector.detachedPayload
      if (index === 0) expect(text(payload)).toBe(expected)
      return 'verifies'
    }),
  )
}

const protectedOf = (encoded: string | undefined): jose.JWSHeaderParameters =>
  encoded === undefined ? {} : jose.decodeProtectedHeader({ protected: encoded })

/** Every recipient of a JWE as a flattened one. */
function recipientsOf(vector: Vector): jose.FlattenedJWE[] {
  if (vector.form === 'compact') {
    const [head = '', encryptedKey = '', iv = '', ciphertext = '', tag = ''] =
      vector.token.split('.')
    const direct = encryptedKey === '' ? {} : { encrypted_key: encryptedKey }
    return [{ protected: head, ...direct, iv, ciphertext, tag }]
  }
  const { recipients, ...shared } = JSON.parse(vector.token) as jose.GeneralJWE
  return (recipients as unknown) === undefined
    ? [shared]
    : recipients.map((recipient) => ({ ...shared, ...recipient }))
}

async function decrypt(vector: Vector): Promise<string[]> {
  return Promise.all(
    recipientsOf(vector).map(async (recipient, index) => {
      const header = { ...recipient.unprotected, ...recipient.header, ...headerOf(recipient) }
      if (header['alg'] === 'RSA1_5') return 'unsupported'
      if (recipient.ciphertext === '') return 'incomplete'
      const key = await importKey(vector.keys[index], header['alg'])
      const { plaintext } = await jose.flattenedDecrypt(recipient, key, {
        keyManagementAlgorithms: [String(header['alg'])],
        maxPBES2Count: 1_200_000,
      })
      expect(text(plaintext)).toBe(vector.payload)
      return 'decrypts'
    }),
  )
}

const headerOf = ({ protected: encoded }: jose.FlattenedJWE): Record<string, unknown> =>
  encoded === undefined ? {} : { ...jose.decodeProtectedHeader({ protected: encoded }) }

const cases = vectors.map((vector) => ({ name: nameOf(vector), vector }))

describe('the examples of the specifications', () => {
  it.each(cases.filter(({ vector }) => vector.outcome === 'verifies'))(
    'verify: $name',
    async ({ vector }) => {
      const outcomes = await verify(vector)
      expect(outcomes).toEqual(vector.parts ?? outcomes.map(() => 'verifies'))
    },
  )

  it.each(cases.filter(({ vector }) => vector.kind === 'jwe'))(
    'decrypt: $name',
    async ({ vector }) => {
      const outcomes = await decrypt(vector)
      expect(outcomes).toEqual(vector.parts ?? outcomes.map(() => vector.outcome))
    },
  )

  it('name those that cannot pass, and no others', () => {
    const other = vectors
      .filter(({ outcome, parts }) => !/^(verifies|decrypts)$/.test(outcome) || parts !== undefined)
      .map(
        (vector) =>
          `${vector.rfc} ${vector.section}: ${vector.parts?.join(', ') ?? vector.outcome}`,
      )
    expect([...new Set(other)]).toEqual([
      '7515 A.5: unsecured',
      '7515 E: rejected',
      '7516 A.2: unsupported',
      '7516 A.4: unsupported, decrypts',
      '7519 6.1: unsecured',
      '7519 A.1: unsupported',
      '7519 A.2: unsupported',
      '7520 5.1: unsupported',
      '7520 5.13: unsupported, decrypts, decrypts',
      '8037 A.6: incomplete',
      '8037 A.7: incomplete',
      '9068 3: incomplete',
      '9901 8.3: verifies, no-key',
    ])
  })

  it('refuse what crit lists and nobody knows', () => {
    const rejected = vectors.find(({ outcome }) => outcome === 'rejected')
    const [head = ''] = rejected?.token.split('.') ?? []
    expect(jose.decodeProtectedHeader({ protected: head })).toMatchObject({
      crit: ['http://example.com/UNDEFINED'],
    })
  })
})
