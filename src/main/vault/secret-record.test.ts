import fc from 'fast-check'
import { CompactEncrypt, decodeProtectedHeader } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { type KeyRing, makeVaultKey } from './key-ring.ts'
import { providerFiles, type ProviderSecrets } from './provider-actions.ts'
import { openRecord, recordKeyId, type RecordPlace, sealRecord } from './secret-record.ts'

const key = makeVaultKey()
const place = {
  id: '8d5f0f5e-3d53-4c0f-9f43-0d5f7d3d3a01',
  environment: 'sandbox',
  baseUrl: 'https://bank.example/api/v2',
  template: 'a-template',
  settings: 'digest-of-settings',
}
const record: ProviderSecrets = {
  secrets: { secret_id: 'planted-secret-id', secret_key: 'planted-sécret-kéy' },
  tokens: { tokens: { access: { text: 'planted-access', arrivedAtMs: 1_700_000_000_000 } } },
}

const codeOf = async (
  jwe: string,
  where: RecordPlace = place,
  ring: KeyRing = [key],
): Promise<string> => {
  return (await openRecord(jwe, where, ring, providerFiles.content)).state
}

describe('a sealed record', () => {
  it('opens under its own provider and gives back what was sealed', async () => {
    const jwe = await sealRecord(record, place, key)
    expect(await openRecord(jwe, place, [key], providerFiles.content)).toEqual({
      state: 'opened',
      content: record,
    })
  })

  it('is a compact JWE that binds id, environment and base URL', async () => {
    const jwe = await sealRecord(record, place, key)
    expect(jwe.split('.')).toHaveLength(5)
    expect(decodeProtectedHeader(jwe)).toEqual({
      alg: 'dir',
      enc: 'A256GCM',
      kid: key.id,
      ...place,
    })
    expect(recordKeyId(jwe)).toBe(key.id)
  })

  it('never looks the same twice, and shows nothing of its content', async () => {
    const [one, other] = [
      await sealRecord(record, place, key),
      await sealRecord(record, place, key),
    ]
    expect(one.split('.')[2]).not.toBe(other.split('.')[2])
    const bytes = one.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'))
    expect(bytes.join()).not.toContain('planted')
  })

  it.each([
    { where: 'another provider', moved: { ...place, id: '8d5f0f5e-3d53-4c0f-9f43-0d5f7d3d3a02' } },
    { where: 'another environment', moved: { ...place, environment: 'production' } },
    { where: 'another base URL', moved: { ...place, baseUrl: 'https://evil.example' } },
    { where: 'another template', moved: { ...place, template: 'planted' } },
    { where: 'other settings', moved: { ...place, settings: 'digest-of-others' } },
    { where: 'a saved token', moved: { id: place.id } },
  ])('does not open under $where', async ({ moved }) => {
    expect(await codeOf(await sealRecord(record, place, key), moved)).toBe('record-moved')
  })

  it('does not open with another key, nor with other bytes under the same id', async () => {
    const jwe = await sealRecord(record, place, key)
    expect(await codeOf(jwe, place, [makeVaultKey()])).toBe('record-unknown-key')
    const impostor = { ...makeVaultKey(), id: key.id }
    expect(await codeOf(jwe, place, [impostor])).toBe('record-altered')
  })

  it('opens with an older key of the ring', async () => {
    const jwe = await sealRecord(record, place, key)
    expect(await codeOf(jwe, place, [makeVaultKey(), key])).toBe('opened')
  })
})

describe('a record of an earlier version, bound to id, environment and base URL alone', () => {
  const { id, environment, baseUrl } = place
  const earlier = { ...key, bindsSettings: false }
  const seal = (): Promise<string> =>
    new CompactEncrypt(new TextEncoder().encode(JSON.stringify(record)))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: key.id, id, environment, baseUrl })
      .encrypt(key.bytes)

  it('opens with the key of that version', async () => {
    expect(await codeOf(await seal(), place, [earlier])).toBe('opened')
    expect(await codeOf(await seal(), place, [makeVaultKey(), earlier])).toBe('opened')
    const moved = { ...place, environment: 'production' }
    expect(await codeOf(await seal(), moved, [earlier])).toBe('record-moved')
  })

  it('does not open with a key of this version', async () => {
    expect(await codeOf(await seal())).toBe('record-moved')
  })
})

describe('a record made by somebody who has the key', () => {
  const make = (header: object, text: string): Promise<string> =>
    new CompactEncrypt(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: key.id, ...place, ...header })
      .encrypt(key.bytes)

  it.each([
    { what: 'no JSON', text: '{"secrets":' },
    { what: 'another shape', text: '{"secrets":[],"tokens":{}}' },
    { what: 'unknown fields', text: '{"secrets":{},"tokens":{"tokens":{}},"more":1}' },
    { what: 'nothing', text: '' },
  ])('does not open when it holds $what', async ({ text }) => {
    expect(await codeOf(await make({}, text))).toBe('record-altered')
  })

  it('does not open with header parameters that we never write', async () => {
    const text = JSON.stringify(record)
    expect(await codeOf(await make({}, text))).toBe('opened')
    expect(await codeOf(await make({ zip: 'DEF' }, text))).toBe('record-altered')
    expect(await codeOf(await make({ cty: 'json' }, text))).toBe('record-altered')
  })

  it.each(['A256GCMKW', 'A256KW'])('does not open with alg %s', async (alg) => {
    expect(await codeOf(await make({ alg }, JSON.stringify(record)))).toBe('record-altered')
  })
})

describe('an altered record', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  let jwe = ''
  beforeAll(async () => {
    jwe = await sealRecord(record, place, key)
  })

  it('does not open with any one character changed to its neighbour', async () => {
    // Flips the lowest bit of a base64url character. At the end of a part decoders ignore that bit.
    for (let at = 0; at < jwe.length; at += 1) {
      const neighbour = alphabet[alphabet.indexOf(jwe.charAt(at)) ^ 1] ?? 'A'
      const altered = jwe.slice(0, at) + neighbour + jwe.slice(at + 1)
      expect(await codeOf(altered), `character ${at}`).toMatch(/^record-(altered|unknown-key)$/)
    }
  })

  it('does not open cut off anywhere', async () => {
    for (let end = 0; end < jwe.length; end += 1) {
      expect(await codeOf(jwe.slice(0, end)), `cut at ${end}`).toBe('record-altered')
    }
  })

  it('does not open after any insertion, deletion or exchange', async () => {
    const edit = fc.record({
      at: fc.nat({ max: jwe.length - 1 }),
      removed: fc.nat({ max: 8 }),
      inserted: fc.string({ maxLength: 8 }),
    })
    await fc.assert(
      fc.asyncProperty(edit, async ({ at, removed, inserted }) => {
        const altered = jwe.slice(0, at) + inserted + jwe.slice(at + removed)
        fc.pre(altered !== jwe)
        expect(await codeOf(altered)).toMatch(/^record-(altered|unknown-key)$/)
      }),
      { numRuns: 2000 },
    )
  })

  it.each(['', '.', '....', 'a.b.c.d.e', 'null', '{}', '.'.repeat(100)])(
    'is refused, and nothing is thrown, for the text "%s"',
    async (text) => {
      expect(await codeOf(text)).toBe('record-altered')
      expect(recordKeyId(text)).toBeUndefined()
    },
  )
})
