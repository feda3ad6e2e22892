import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failureOf, valueOf } from '../provider/provider.fixture.ts'
import { newPassphraseKey } from '../vault/passphrase-wrap.ts'
import { type ExportedProvider, openSecrets, readExport, writeExport } from './export-file.ts'

const passphrase = 'correct horse battery'

const bank: ExportedProvider = {
  name: 'Bank',
  environment: 'sandbox',
  baseUrl: 'https://bank.example/api',
  template: 'gocardless-bank-account-data',
  fields: { region: 'eu' },
  mutedFindings: ['no-issuer'],
  keySource: { from: 'jwks-url', url: 'https://bank.example/jwks' },
  secrets: { secret_id: 'planted-id', secret_key: 'planted-key' },
}

const settingsOf = ({ secrets: _secrets, ...settings }: ExportedProvider) => settings
/** One run of scrypt for all tests. */
let key: ReturnType<typeof newPassphraseKey> | undefined
const newKey = async () => valueOf(await (key ??= newPassphraseKey(passphrase)))
const sealedText = async (providers = [bank]) =>
  valueOf(await writeExport(providers, await newKey()))
const plainText = async (providers = [bank]) => valueOf(await writeExport(providers, null))

/** The text with a change of its JSON. */
const changed = (text: string, change: (json: Record<string, unknown>) => void): string => {
  const json = JSON.parse(text) as Record<string, unknown>
  change(json)
  return JSON.stringify(json)
}

describe('an export', () => {
  it('gives back the same settings and secrets, whatever they are', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 })
    const values = fc.dictionary(text, text, { maxKeys: 4 })
    const provider = fc.record({
      name: text.filter((name) => name.trim() !== '').map((name) => name.trim()),
      environment: text.map((name) => name.trim()),
      baseUrl: text.map((path) => `https://bank.example/${path}`),
      template: text.map((id) => `t${id}`),
      fields: values,
      mutedFindings: fc.array(text, { maxLength: 3 }),
      keySource: fc.constantFrom(bank.keySource, null),
      secrets: values,
    })
    const key = await newKey()
    await fc.assert(
      fc.asyncProperty(fc.array(provider, { minLength: 1, maxLength: 5 }), async (providers) => {
        const read = valueOf(readExport(valueOf(await writeExport(providers, key))))
        expect(read.providers).toEqual(providers.map(settingsOf))
        expect(valueOf(await openSecrets(read, passphrase))).toEqual(
          providers.map(({ secrets }) => secrets),
        )
      }),
      // Each run takes scrypt half a second, so a failure is shown as it was found.
      { numRuns: 6, endOnFailure: true },
    )
  })

  it('holds no secret in clear, and none at all without a passphrase', async () => {
    const sealed = await sealedText()
    expect(sealed).toContain('"name": "Bank"')
    expect(sealed).not.toMatch(/planted|secret_key/)
    const plain = await plainText()
    expect(plain).not.toMatch(/planted|secret_key/)
    expect(valueOf(readExport(plain)).sealed).toBeNull()
  })

  it('is sealed with another random key each time', async () => {
    const [one, other] = [await sealedText(), await sealedText()]
    expect(one).not.toBe(other)
  })

  it('is not written where reading it again would fail', async () => {
    const many = Array.from({ length: 1001 }, () => bank)
    expect(failureOf(await writeExport(many, null)).title).toBe('Too many providers in one file')
    const large = Array.from({ length: 900 }, () => ({
      ...bank,
      fields: { a: 'x'.repeat(20_000) },
    }))
    expect(failureOf(await writeExport(large, null)).kind).toBe('too-large')
    expect(failureOf(await writeExport([{ ...bank, name: 'x'.repeat(201) }], null)).code).toBe(
      'wrong-shape',
    )
  })
})

describe('the sealed part', () => {
  it('does not open with another passphrase', async () => {
    const read = valueOf(readExport(await sealedText()))
    expect(failureOf(await openSecrets(read, 'correct horse batterx')).code).toBe(
      'wrong-passphrase',
    )
  })

  it('does not open once a character of it was changed', async () => {
    const read = valueOf(readExport(await sealedText()))
    const { sealed } = read
    if (!sealed) return expect.unreachable()
    const at = sealed.sealed.length - 30
    const other = sealed.sealed[at] === 'A' ? 'B' : 'A'
    const tampered = sealed.sealed.slice(0, at) + other + sealed.sealed.slice(at + 1)
    const refused = await openSecrets(
      { ...read, sealed: { ...sealed, sealed: tampered } },
      passphrase,
    )
    expect(failureOf(refused).code).toBe('wrong-passphrase')
  })

  it.each([
    ['another address', { baseUrl: 'https://evil.example' }],
    ['another key source', { keySource: { from: 'jwks-url', url: 'https://evil.example' } }],
    ['another template', { template: 'ix-api' }],
    ['another field', { fields: { region: 'us' } }],
    ['another name', { name: 'Exchange' }],
  ])('does not open for %s in clear', async (_, change) => {
    const text = changed(await sealedText(), (json) => {
      json['providers'] = [{ ...settingsOf(bank), ...change }]
    })
    const refused = await openSecrets(valueOf(readExport(text)), passphrase)
    expect(failureOf(refused).code).toBe('altered-export')
  })

  it('does not open for providers in another order', async () => {
    const text = changed(await sealedText([bank, { ...bank, name: 'Other' }]), (json) => {
      json['providers'] = (json['providers'] as unknown[]).toReversed()
    })
    expect(failureOf(await openSecrets(valueOf(readExport(text)), passphrase)).code).toBe(
      'altered-export',
    )
  })

  it('has scrypt at N=2^17, and takes no other cost, which could use up the memory', async () => {
    const text = changed(await sealedText(), (json) => {
      const sealed = json['sealed'] as { scrypt: { n: number } }
      expect(sealed.scrypt.n).toBe(2 ** 17)
      sealed.scrypt.n = 2 ** 24
    })
    expect(failureOf(readExport(text)).code).toBe('wrong-shape')
  })
})

describe('a file', () => {
  it.each([
    ['no JSON', 'Bank,https://bank.example', 'no-export'],
    ['empty', '', 'no-export'],
    ['another JSON', '{"providers": []}', 'no-export'],
    ['a list', '[1]', 'no-export'],
    ['nested deeply', '['.repeat(1_000_000), 'no-export'],
    ['nested deeply in a provider', nested(200_000), 'wrong-shape'],
    ['of a newer version', '{"touchstone":"export","version":2,"providers":[]}', 'newer-export'],
    ['of no version', '{"touchstone":"export","version":0,"providers":[]}', 'no-export'],
  ])('that is %s is refused', (_, text, code) => {
    expect(failureOf(readExport(text)).code).toBe(code)
  })

  it('with ten thousand providers is refused, and the limit is named', async () => {
    const text = changed(await plainText(), (json) => {
      json['providers'] = Array.from({ length: 10_000 }, () => settingsOf(bank))
    })
    expect(failureOf(readExport(text)).detail).toMatch('10,000 providers. At most 1,000 providers')
  })

  it('above the limit of bytes is refused before it is parsed', () => {
    expect(failureOf(readExport(' '.repeat(17 * 1024 * 1024))).kind).toBe('too-large')
  })

  it.each([
    ['an unknown field', { more: 1 }],
    ['an id', { id: '5f0c6b0e-7c53-4d09-a3f1-0c9d1a8f6b11' }],
    ['secrets in clear', { secrets: { secret_key: 'planted' } }],
    ['tokens', { tokens: {} }],
    ['a name that is too long', { name: 'x'.repeat(201) }],
    ['a blank name', { name: ' ' }],
    ['an environment that is too long', { environment: 'x'.repeat(61) }],
    ['a base URL that is too long', { baseUrl: `https://${'x'.repeat(2000)}` }],
    ['a field that is no text', { fields: { region: 1 } }],
    ['an unknown key source', { keySource: { from: 'file', path: '/etc/passwd' } }],
  ])('with %s in a provider is refused, naming the place', async (_, change) => {
    const text = changed(await plainText(), (json) => {
      json['providers'] = [{ ...settingsOf(bank), ...change }]
    })
    const failure = failureOf(readExport(text))
    expect(failure).toMatchObject({ code: 'wrong-shape' })
    expect(failure.detail).toMatch(/^providers\.0/)
    expect(JSON.stringify(failure)).not.toContain('planted')
  })

  it.each(['"__proto__":{"admin":true},', '"constructor":{"prototype":{"admin":true}},'])(
    'with %s is refused, and changes no prototype',
    async (member) => {
      const text = await plainText()
      for (const place of ['{\n  "touchstone"', '"name"']) {
        const poisoned = text.replace(place, (found) =>
          found.startsWith('{') ? `{${member}${found.slice(1)}` : `${member}${found}`,
        )
        expect(poisoned).not.toBe(text)
        expect(failureOf(readExport(poisoned)).code).toBe('wrong-shape')
      }
      expect(({} as { admin?: boolean }).admin).toBeUndefined()
    },
  )

  it('of any other content is refused without an exception', async () => {
    const text = await sealedText()
    const mutation = fc.record({
      at: fc.nat(text.length - 1),
      length: fc.nat(40),
      by: fc.oneof(fc.string(), fc.json(), fc.constantFrom('"__proto__"', '\u202e', '[[[[', '}}')),
    })
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), mutation), (input) => {
        const hostile =
          typeof input === 'string'
            ? input
            : text.slice(0, input.at) + input.by + text.slice(input.at + input.length)
        const read = readExport(hostile)
        if (read.ok) expect(read.value.providers).toHaveLength(1)
        else expect(read.failure.kind).not.toBe('internal')
      }),
      { numRuns: 2000 },
    )
  })
})

function nested(depth: number): string {
  const provider = `{"name":"a","environment":"","baseUrl":"https://a","template":"t","fields":`
  return `{"touchstone":"export","version":1,"sealed":null,"providers":[${provider}${'['.repeat(depth)}${']'.repeat(depth)}}]}`
}
