import { describe, expect, it } from 'vitest'
import { base64url, compact, hs256, inspectAs, nowSeconds } from '../token.fixture.ts'
import { inspect } from '../inspect.ts'
import { memberOf, objectOf } from './access.ts'

const secret = compact(hs256, { sub: 'inner' })
const github = `ghp_${'a1B2'.repeat(9)}`
const maskTokens = true

const masked = (payload: unknown, header: object = hs256) =>
  inspectAs('jws', compact(header, payload), { maskTokens })

describe('an inspection that crosses between the processes', () => {
  it.each([
    ['AccessToken', secret, 'signed token'],
    ['anything', secret, 'signed token'],
    ['anything', `${secret}~`, 'signed token'],
    [
      'anything',
      `${base64url('{"alg":"dir","enc":"A256GCM"}')}..AAAA.AAAA.AAAA`,
      'encrypted token',
    ],
    ['anything', github, 'GitHub personal access token'],
    ['anything', 'v4.local.AAAAAAAAAAAAAAAA', 'token'],
    ['anything', `Bearer ${secret}`, 'text with a token in it'],
    ['anything', `https://x.example/?t=${secret}`, 'text with a token in it'],
    ['refresh_token', '0123456789abcdef-opaque', 'token'],
  ])('leaves the value of %s behind: %s', (name, value, label) => {
    const read = masked({ [name]: value, plain: 'stays' })
    expect(memberOf(read.claims, name)).toMatchObject({
      value: '',
      masked: { label, length: value.length },
    })
    expect(memberOf(read.claims, 'plain')).toMatchObject({ value: 'stays' })
    expect(JSON.stringify(read)).not.toContain(value)
  })

  it.each([
    ['token_type', 'access'],
    ['token', 'short'],
    ['secret_id', '0123456789abcdef-0123'],
    ['iss', 'https://login.example.com/realms/keys'],
    ['text', 'eye-catching words about tokens in general'],
    ['version', 'v4.public.'],
  ])('keeps the value of %s: %s', (name, value) => {
    expect(memberOf(masked({ [name]: value }).claims, name)).toMatchObject({ value })
  })

  it.each([
    ['deep in the claims', compact(hs256, { a: [{ b: secret }] })],
    ['in a name', compact(hs256, { [secret]: 1, a: 2 })],
    ['in a name that stands twice', compact(hs256, `{"${secret}":1,"${secret}":2}`)],
    ['in the header', compact({ ...hs256, kid: secret }, {})],
    ['written with escapes', compact(hs256, `{"t":"${secret.replace('.', '\\u002e')}"}`)],
    ['as the payload', compact(hs256, secret)],
    ['in a payload of text', compact(hs256, `see ${secret} there`)],
    ['in a payload of broken JSON', compact(hs256, `{"t":"${secret}"`)],
    [
      'in a PASETO',
      `v4.public.${base64url(JSON.stringify({ t: secret }) + 's'.repeat(64))}.${base64url(secret)}`,
    ],
    ['in a disclosure', `${compact(hs256, {})}~${base64url(JSON.stringify(['s', 't', secret]))}~`],
    [
      'in an unprotected header',
      JSON.stringify({ payload: 'AAAA', signature: 'AAAA', header: { t: secret } }),
    ],
    ['in what was cut off', compact(hs256, { t: secret }).replace(/\.[\w-]+$/, '')],
  ])('holds no token that was %s', (_, text) => {
    const context = { nowSeconds, slot: 'access' } as const
    expect(inspect(text, context).kind).not.toBe('opaque')
    const crossing = JSON.stringify(inspect(text, { ...context, maskTokens }))
    expect(crossing).not.toContain(secret)
    expect(crossing).not.toContain(secret.split('.')[2])
  })

  it('still reads the token inside, whose own values are masked as well', () => {
    const read = masked(compact(hs256, { sub: 'a', t: secret }), { ...hs256, cty: 'JWT' })
    expect(read.nested).toMatchObject({ kind: 'jws' })
    expect(memberOf(read.nested?.claims ?? null, 't')).toMatchObject({ value: '' })
  })

  it('shares what holds no token with nothing lost', () => {
    const read = masked({ a: { b: 1 }, t: secret })
    expect(memberOf(objectOf(read.claims, 'a'), 'b')).toMatchObject({ text: '1' })
  })

  it.each([compact(hs256, { t: secret }), `${secret}~`, '{', github])(
    'survives a structured clone: %s',
    (text) => {
      const inspection = inspect(text, { nowSeconds, maskTokens })
      expect(structuredClone(inspection)).toEqual(inspection)
    },
  )
})
