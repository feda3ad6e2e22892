import { describe, expect, it } from 'vitest'
import { type Inspection, writeJson } from '../../inspector/index.ts'
import {
  nameOf,
  type Outcome,
  type Vector,
  vectors,
} from '../../inspector/vectors/vectors.fixture.ts'
import { decrypt, pasted, verify } from './verify.fixture.ts'

/** Before the first of them ended, and after the last was issued that says when. */
const inTheirTime = ({ rfc }: Vector) => (rfc === 9901 ? 1_700_000_000 : 1_300_000_000)

/** Where a specification prints no key, one that fits nothing. */
const keysOf = ({ keys }: Vector) => pasted(...(keys.length > 0 ? keys : [{ kty: 'none' }]))

const expected: Record<Outcome, string> = {
  verifies: 'valid',
  decrypts: 'decrypted',
  unsupported: 'unsupported',
  unsecured: 'unsecured',
  rejected: 'invalid',
  incomplete: 'incomplete',
  'no-key': 'no-key',
}

const partsOf = ({ parts, outcome }: Vector, count: number) =>
  (parts ?? Array.from({ length: count }, () => outcome)).map((part) => expected[part])

const plaintextOf = (inspection: Inspection | null) => {
  if (inspection?.kind !== 'jwe') return null
  const { payload, nested } = inspection
  if (payload.form === 'text') return payload.text
  return payload.form === 'json' ? writeJson(payload.root) : (nested?.kind ?? null)
}

const named = vectors.map((vector) => ({ name: nameOf(vector), vector }))
const encrypted = named.filter(({ vector }) => vector.kind === 'jwe')

describe('the examples of the specifications', () => {
  it.each(named.filter(({ vector }) => vector.kind !== 'jwe'))('$name', async ({ vector }) => {
    const { detachedPayload } = vector
    const { verdict, signatures } = await verify(vector.token, keysOf(vector), {
      nowSeconds: inTheirTime(vector),
      ...(detachedPayload === undefined ? {} : { detachedPayload }),
    })
    expect(verdict).toBe(expected[vector.outcome])
    const outcomes = signatures.flatMap(({ role, outcome }) =>
      role === 'signature' ? outcome : [],
    )
    expect(outcomes).toEqual(partsOf(vector, outcomes.length))
    for (const { role, outcome } of signatures) {
      if (role === 'key-binding') expect(outcome).toBe('valid')
    }
  })

  it.each(encrypted)('$name', async ({ vector }) => {
    const { outcome, recipients, inspection } = await decrypt(vector.token, keysOf(vector))
    expect(outcome).toBe(expected[vector.outcome])
    expect(recipients.map((recipient) => recipient.outcome)).toEqual(
      partsOf(vector, recipients.length),
    )
    const opened = vector.outcome === 'decrypts'
    expect(plaintextOf(inspection)).toBe(
      opened ? (vector.payload?.startsWith('eyJ') ? 'jws' : vector.payload) : null,
    )
  })

  it.each(encrypted.filter(({ vector }) => vector.rfc === 7520 && vector.section === '6'))(
    'verifies what is inside: $name',
    async ({ vector }) => {
      const decryptWith = keysOf(vector)
      const nowSeconds = inTheirTime(vector)
      const { verdict, decryption } = await verify(vector.token, keysOf(vector), {
        decryptWith,
        nowSeconds,
      })
      expect(verdict).toBe('valid')
      expect(decryption?.outcome).toBe('decrypted')
    },
  )

  it('need their detached payload', async () => {
    const detached = vectors.filter((vector) => vector.detachedPayload !== undefined)
    expect(detached.length).toBeGreaterThan(3)
    for (const vector of detached) {
      const { verdict } = await verify(vector.token, keysOf(vector))
      expect(verdict).toBe('incomplete')
      const other = await verify(vector.token, keysOf(vector), { detachedPayload: 'another' })
      expect(other.verdict).toBe('invalid')
    }
  })

  it.each(
    named.flatMap(({ name, vector }) => {
      const token = vector.outcome === 'verifies' ? changePayload(vector) : null
      return token === null ? [] : [{ name, vector, token }]
    }),
  )('are invalid with another payload: $name', async ({ vector, token }) => {
    const { verdict } = await verify(token, keysOf(vector), { nowSeconds: inTheirTime(vector) })
    expect(verdict).toBe('invalid')
  })
})

/** Another first letter in the payload, which stays base64url; null where it is detached. */
function changePayload({ token, form }: Vector): string | null {
  const other = (text: string) => (text.startsWith('e') ? 'f' : 'e') + text.slice(1)
  if (form === 'compact') {
    const [header = '', payload = '', ...rest] = token.split('.')
    return payload === '' ? null : [header, other(payload), ...rest].join('.')
  }
  const json = JSON.parse(token) as { payload?: string }
  if (json.payload === undefined) return null
  return JSON.stringify({ ...json, payload: other(json.payload) })
}
