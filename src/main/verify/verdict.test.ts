import { createHmac } from 'node:crypto'
import { base64url } from 'jose'
import { describe, expect, it } from 'vitest'
import { keyFor, sign } from './key.fixture.ts'
import { pasted, secret, verify } from './verify.fixture.ts'

const key = keyFor('HS256')
const claims = { sub: 'someone', exp: 2_000_000_100 }

const split = (token: string): [string, string, string] => {
  const [header = '', payload = '', signature = ''] = token.split('.')
  return [header, payload, signature]
}

const hmac = (input: string): string =>
  createHmac('sha256', base64url.decode(key.k ?? ''))
    .update(input)
    .digest('base64url')

/** Signs a header and payload as they are, legal or not. */
function signRaw(header: string | Buffer, payload: string | Buffer): string {
  const input = [header, payload].map((part) => Buffer.from(part).toString('base64url')).join('.')
  return `${input}.${hmac(input)}`
}

const header = '{"alg":"HS256"}'
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

const addressed = JSON.stringify({
  ...{ alg: 'HS256', jku: 'https://a.example/keys?a=[1]#b', x5u: 'urn:a:b' },
  ...{ x5t: 'A'.repeat(27), 'x5t#S256': 'A'.repeat(43), x5c: ['MIIB', 'MA=='] },
  jwk: { kty: 'oct' },
})

describe('text that jose accepts and a strict reader does not', () => {
  it.each<[string, (token: string) => string]>([
    ['padding', (token) => `${token}=`],
    ['a line break in the signature', (token) => `${token.slice(0, -5)}\n${token.slice(-5)}`],
    ['a line break between the parts', (token) => token.replace('.', '.\n')],
    [
      'trailing bits',
      (token) => token.slice(0, -1) + alphabet.charAt(alphabet.indexOf(token.slice(-1)) ^ 1),
    ],
  ])('is never valid: %s', async (_, change) => {
    const token = signRaw(header, JSON.stringify(claims))
    expect((await verify(token, pasted(key))).verdict).toBe('valid')
    const { verdict, text, checks } = await verify(change(token), pasted(key))
    expect(verdict).toBe('matches-but-not-legal')
    expect(text).toContain('the token is not well-formed')
    expect(checks.find(({ what }) => what === 'text')?.outcome).toBe('failed')
  })

  it.each<[string, string | Buffer, string | Buffer]>([
    ['a name twice in the header', '{"alg":"HS256","kid":"a","kid":"b"}', '{}'],
    ['the algorithm twice', '{"alg":"none","alg":"HS256"}', '{}'],
    ['a claim twice', header, '{"sub":"a","sub":"b"}'],
    ['a claim twice, once escaped', header, '{"sub":"a","s\\u0075b":"b"}'],
    ['a byte order mark in the header', `\ufeff${header}`, '{}'],
    ['a byte order mark in the claims', header, '\ufeff{}'],
    ['claims that are no UTF-8', header, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['text behind the claims', header, '{} {}'],
    ['claims that are cut off', header, '{"sub":"a"'],
    ['claims nested too deeply', header, `{"a":${'['.repeat(70)}${']'.repeat(70)}}`],
  ])('is never valid: %s', async (_, head, payload) => {
    const { verdict } = await verify(signRaw(head, payload), pasted(key))
    expect(verdict).toBe('matches-but-not-legal')
  })

  it.each<[string, string, string]>([
    ['a JWT that is a text', '{"alg":"HS256","typ":"JWT"}', 'some text'],
    ['a JWT that is an array', '{"alg":"HS256","typ":"at+jwt"}', '[{}]'],
    ['an issuer that is a number', header, '{"iss":5}'],
    ['an audience that is no text', header, '{"aud":["a",1]}'],
    ['a key id that is a number', '{"alg":"HS256","kid":5}', '{}'],
    ['a type that is null', '{"alg":"HS256","typ":null}', '{}'],
    ['an empty chain', '{"alg":"HS256","x5c":[]}', '{}'],
    ['a chain of numbers', '{"alg":"HS256","x5c":[1]}', '{}'],
    ['a chain in base64url', '{"alg":"HS256","x5c":["MI-_"]}', '{}'],
    ['a key without a type', '{"alg":"HS256","jwk":{}}', '{}'],
    ['an address that is none', '{"alg":"HS256","jku":"not a uri"}', '{}'],
    ['b64 without crit', '{"alg":"HS256","b64":false}', 'some text'],
    ['b64 in a JWT', '{"alg":"HS256","typ":"JWT","b64":false}', '{}'],
  ])('is never valid: %s', async (_, head, payload) => {
    const { verdict } = await verify(signRaw(head, payload), pasted(key))
    expect(verdict).toBe('matches-but-not-legal')
  })

  const [first, payload, signature] = split(signRaw(header, 'text'))
  const one = { protected: first, signature }
  const unencoded = base64url.encode('{"alg":"HS256","b64":false,"crit":["b64"]}')
  const other = { protected: unencoded, signature: hmac(`${unencoded}.${payload}`) }

  it.each<[string, object]>([
    ['flattened and general at once', { payload, ...one, signatures: [one] }],
    ['a signature that is no object', { payload, signatures: [1, one] }],
    ['a header that is no object', { payload, ...one, header: 'alg' }],
    ['one payload that is read in two ways', { payload, signatures: [one, other] }],
  ])('is never valid: %s', async (_, message) => {
    expect((await verify(JSON.stringify({ payload, ...one }), pasted(key))).verdict).toBe('valid')
    const { verdict } = await verify(JSON.stringify(message), pasted(key))
    expect(verdict).toBe('matches-but-not-legal')
  })

  it('is invalid where not even jose reads it', async () => {
    const token = signRaw(header, '{}')
    const text = `${token.slice(0, -5)} ${token.slice(-5)}`
    expect((await verify(text, pasted(key))).verdict).toBe('invalid')
  })

  it.each<[string, string, string]>([
    ['a name twice deeper inside', header, '{"a":{"b":1,"b":2}}'],
    ['a big number', header, '{"a":12345678901234567890}'],
    ['a lone surrogate', header, '{"a":"\\ud800"}'],
    ['white space in the JSON', ' { "alg" : "HS256" }\r\n', '\t{}\n'],
    ...['\n', '\r\n', '\n\n\n', ' \r\n\t', ' '.repeat(30)].map(
      (space): [string, string, string] => [
        `${JSON.stringify(space)} before the header`,
        space + header,
        '{}',
      ],
    ),
    ['addresses and thumbprints', addressed, '{}'],
    ['a payload that is no JSON', header, 'some text'],
    ['an empty object', header, '{}'],
    ['a JWS of another type that is an array', '{"alg":"HS256","typ":"JOSE"}', '[1]'],
  ])('is legal: %s', async (_, head, payload) => {
    expect((await verify(signRaw(head, payload), pasted(key))).verdict).toBe('valid')
  })

  it('is legal in an address or in JSON, escapes and all', async () => {
    const token = signRaw(header, '{}')
    const message = { payload, ...one, unknown: 1 }
    for (const text of [
      `https://a.example/#access_token=${token.replaceAll('.', '%2E')}`,
      `{"access_token":"${token.replaceAll('.', '\\u002e')}"}`,
      JSON.stringify({ token: message }, null, 2),
    ]) {
      expect((await verify(text, pasted(key))).verdict).toBe('valid')
    }
  })

  it('is legal with words around it, which are no part of it', async () => {
    const token = signRaw(header, '{}')
    for (const text of [`Bearer ${token}`, ` ${token}\n`, `{"access_token":"${token}"}`]) {
      expect((await verify(text, pasted(key))).verdict).toBe('valid')
    }
  })
})

describe('the verdict', () => {
  it('tells a right signature with a failed check from a wrong one', async () => {
    const token = await sign('HS256', { exp: 1 }, key)
    const expired = await verify(token, pasted(key))
    expect(expired).toMatchObject({ verdict: 'invalid', signatures: [{ outcome: 'valid' }] })
    expect(expired.text).toContain('Signature valid, but the token is not. Expired')
    const [head, payload] = split(token)
    const forged = await verify(
      `${head}.${payload}.${base64url.encode(new Uint8Array(32))}`,
      pasted(key),
    )
    expect(forged).toMatchObject({ verdict: 'invalid', signatures: [{ outcome: 'invalid' }] })
  })

  it.each([
    ['eyJhbGciOiJub25lIn0.e30.', 'unsecured'],
    ['eyJhbGciOiJub25lIn0.e30.AAAA', 'unsecured'],
    ['eyJhbGciOiJIUzI1NiJ9.e30.', 'incomplete'],
    ['eyJhbGciOiJIUzI1NiJ9.e30', 'incomplete'],
    ['eyJhbGciOiJIUzI1NiJ9', 'incomplete'],
    ['ghp_0123456789012345678901234567890123456', 'cannot-check'],
    ['v4.public.AAAA', 'cannot-check'],
    ['some words', 'cannot-check'],
    ['', 'cannot-check'],
  ])('of "%s" is %s', async (text, expected) => {
    expect((await verify(text, pasted(key))).verdict).toBe(expected)
  })

  it('of a token that its issuer made for itself is that nobody else can check it', async () => {
    const { verdict, text } = await verify(`ghs_123_${await sign('HS256', {}, key)}`, pasted(key))
    expect([verdict, text]).toEqual(['cannot-check', expect.stringContaining('GitHub')])
  })

  it.each([
    '{"alg":"HS256","crit":["x"],"x":1}',
    '{"alg":"HS256","crit":["exp"],"exp":1}',
    '{"alg":"HS256","crit":[]}',
    '{"alg":"HS256","crit":"b64"}',
    '{"alg":"HS256","crit":["b64"]}',
    '{"alg":"HS256","crit":["b64","b64"],"b64":true}',
    '{"alg":"none","crit":["x"],"x":1}',
    '{"alg":"HS256","crit":["__proto__"],"__proto__":1}',
  ])('of a header that demands what is not understood is invalid: %s', async (head) => {
    const { verdict, signatures } = await verify(signRaw(head, '{}'), pasted(key))
    expect(verdict).toBe('invalid')
    expect(signatures[0]?.checks).toMatchObject([{ what: 'critical', outcome: 'failed' }])
  })

  it.each(['some:text', 'some~text', '{"some": "text, quoted"}', '42'])(
    'of a payload that is not encoded is valid where the header says so: %s',
    async (payload) => {
      const head = base64url.encode('{"alg":"HS256","b64":false,"crit":["b64"]}')
      const signature = hmac(`${head}.${payload}`)
      const right = await verify(`${head}.${payload}.${signature}`, pasted(key))
      expect(right.verdict).toBe('valid')
      const wrong = await verify(`${head}.${payload}2.${signature}`, pasted(key))
      expect(wrong.verdict).toBe('invalid')
    },
  )

  it('of a token in a token says that the inner signature is another one', async () => {
    const inner = signRaw(header, '{"exp":1}')
    const { verdict, checks } = await verify(signRaw(header, inner), pasted(key))
    expect(verdict).toBe('valid')
    expect(checks).toContainEqual(
      expect.objectContaining({ what: 'signature', outcome: 'not-checked' }),
    )
  })

  it('of an empty payload is valid', async () => {
    expect((await verify(signRaw(header, ''), pasted(key))).verdict).toBe('valid')
  })

  it('says what the wrong encoding of a secret would have been', async () => {
    const text = Buffer.from('a secret that is long enough for it').toString('base64')
    const octets = { kty: 'oct', k: Buffer.from(text, 'base64').toString('base64url') }
    const token = await sign('HS256', claims, octets)
    const asText = await verify(token, secret(text))
    expect(asText.verdict).toBe('invalid')
    expect(asText.text).toContain('The secret matches when read as base64.')
    expect((await verify(token, { from: 'secret', text, encoding: 'base64' })).verdict).toBe(
      'valid',
    )
  })

  it('is that there is no verdict where the key cannot be read', async () => {
    const token = await sign('HS256', claims, key)
    const { verdict, failure } = await verify(token, { from: 'pasted', text: 'no key' })
    expect([verdict, failure?.kind]).toEqual(['cannot-check', 'invalid-input'])
  })
})
