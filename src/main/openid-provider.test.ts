import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inspect } from '../inspector/index.ts'
import { ok } from '../shared/result.ts'
import type { TokenSet } from '../shared/token.ts'
import { audiences, startOpenIdProvider } from './openid-provider.fixture.ts'
import { createHttpClient } from './http/client.ts'
import { failureOf, operation, valueOf } from './provider/provider.fixture.ts'
import { runOperation } from './provider/run-operation.ts'
import { send } from './http/send.ts'
import {
  field,
  literal,
  oauthTokens,
  refreshTokenEntry,
  testService,
} from './provider/wire/test-service.fixture.ts'
import { decrypt, verifyAgreeing } from './verify/verify.fixture.ts'

/** RFC 6749 with the client in the header: 4.4, 4.1.3 and 6. */
const tokenEndpoint = (id: string, entries: object[]) => ({
  id,
  path: '/token',
  authorization: {
    scheme: 'basic',
    username: field('client_id'),
    password: field('client_secret'),
    formEncoded: true,
  },
  body: { encoding: 'form', entries },
  tokens: oauthTokens,
})

const template = testService(
  [
    tokenEndpoint('obtain', [
      { name: 'grant_type', value: literal('client_credentials') },
      { name: 'resource', value: field('resource') },
    ]),
    tokenEndpoint('exchange', [
      { name: 'grant_type', value: literal('authorization_code') },
      { name: 'code', value: field('code') },
      { name: 'redirect_uri', value: field('redirect_uri') },
    ]),
    tokenEndpoint('refresh', [
      { name: 'grant_type', value: literal('refresh_token') },
      refreshTokenEntry,
    ]),
  ],
  ['client_id', 'client_secret', 'code', 'redirect_uri', 'resource'],
)

const client = createHttpClient()
let service: Awaited<ReturnType<typeof startOpenIdProvider>>
beforeAll(async () => {
  service = await startOpenIdProvider()
})
afterAll(async () => {
  await client.close()
  await service.close()
})

async function call(
  operationId: string,
  fields: Record<string, string> = {},
  held: TokenSet = { tokens: {} },
) {
  const { id, secret, redirectUri } = service.client
  const values = {
    client_id: id,
    client_secret: secret,
    redirect_uri: redirectUri,
    code: '',
    resource: audiences.open,
    ...fields,
  }
  return runOperation(
    template,
    operation(template, operationId),
    { baseUrl: service.issuer, fields: values, secrets: values, tokens: held },
    {
      send: async (request, options) => {
        const dispatcher = valueOf(await client.dispatcherFor(request.url))
        return send(request, { ...options, dispatcher, timeoutMs: 5000 })
      },
      now: Date.now,
      signal: new AbortController().signal,
      beforeSend: () => Promise.resolve(ok(null)),
      onSent: () => undefined,
    },
  )
}

const exchange = async () => {
  const code = await service.authorizationCode()
  return { tokens: valueOf((await call('exchange', { code })).received) }
}

const nowSeconds = () => Date.now() / 1000
const textOf = ({ tokens }: TokenSet, slot: 'access' | 'refresh' | 'id'): string =>
  tokens[slot]?.text ?? expect.unreachable(`no ${slot} token`)

/** By the issuer's own metadata and keys, at the real time. */
const verifyByIssuer = (text: string, expected = {}) =>
  verifyAgreeing(
    text,
    { from: 'issuer', issuer: service.issuer },
    { more: { expected: { issuer: service.issuer, ...expected } }, nowSeconds: nowSeconds() },
  )

describe('the token endpoint of an OpenID provider', () => {
  it('gives a token to a client whose id and secret have to be encoded', async () => {
    const before = Math.floor(nowSeconds())
    const report = await call('obtain')
    const { access, refresh, id } = valueOf(report.received)
    expect([refresh, id]).toEqual([undefined, undefined])
    expect(Number(access?.answerExpiresAtSeconds) - before).toBeGreaterThanOrEqual(600)
    expect(report.clockSkewSeconds ?? 0).toBe(0)
  })

  it('gives three tokens for a code, and new ones for the refresh token, once', async () => {
    const first = await exchange()
    expect(Object.keys(first.tokens).sort()).toEqual(['access', 'id', 'refresh'])
    const second = { tokens: valueOf((await call('refresh', {}, first)).received) }
    for (const slot of ['access', 'refresh', 'id'] as const) {
      expect(textOf(second, slot)).not.toBe(textOf(first, slot))
    }
    const again = failureOf((await call('refresh', {}, first)).received)
    expect(again).toMatchObject({ kind: 'http', status: 400, code: 'invalid_grant' })
    expect(JSON.stringify(again)).not.toContain(textOf(first, 'refresh'))
  })

  it('refuses a wrong secret in its own words, and nothing of the secret is told', async () => {
    const { received } = await call('obtain', { client_secret: 'sentinel-secret' })
    const failure = failureOf(received)
    expect(failure).toMatchObject({ kind: 'http', status: 401, code: 'invalid_client' })
    expect(failure.detail).toContain('client authentication failed')
    expect(JSON.stringify(failure)).not.toContain('sentinel')
  })
})

describe('the tokens of an OpenID provider', () => {
  it('are read as what they are, and nothing is wrong with them', async () => {
    const held = await exchange()
    const readings = (['access', 'id'] as const).map((slot) =>
      inspect(textOf(held, slot), { nowSeconds: nowSeconds(), slot }),
    )
    expect(readings.map(({ label }) => label)).toEqual(['Access token (signed JWT)', 'Signed JWT'])
    for (const { findings } of readings) {
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    }
    const refresh = inspect(textOf(held, 'refresh'), { nowSeconds: nowSeconds(), slot: 'refresh' })
    expect(refresh.kind).toBe('opaque')
  })

  it.each([
    { slot: 'access', algorithm: 'ES256', audience: () => audiences.open },
    { slot: 'id', algorithm: 'PS256', audience: () => service.client.id },
  ] as const)(
    'verify by its metadata: $slot, $algorithm',
    async ({ slot, algorithm, audience }) => {
      const verified = await verifyByIssuer(textOf(await exchange(), slot), {
        audience: audience(),
      })
      expect(verified).toMatchObject({
        verdict: 'valid',
        signatures: [{ outcome: 'valid', algorithm, key: { keyId: `for ${algorithm}` } }],
      })
      expect(verified.asked).toEqual([
        `${service.issuer}/.well-known/openid-configuration`,
        `${service.issuer}/.well-known/oauth-authorization-server`,
        `${service.issuer}/jwks`,
      ])
    },
  )

  it('are not valid for somebody else', async () => {
    const text = textOf(await exchange(), 'id')
    expect(await verifyByIssuer(text, { audience: 'another client' })).toMatchObject({
      verdict: 'invalid',
      signatures: [{ outcome: 'valid' }],
    })
  })

  it('open and verify where they are signed and sealed', async () => {
    const { access } = valueOf((await call('obtain', { resource: audiences.sealed })).received)
    const text = access?.text ?? expect.unreachable('no token')
    const sealed = inspect(text, { nowSeconds: nowSeconds(), slot: 'access' })
    expect(sealed).toMatchObject({ kind: 'jwe', label: 'Encrypted token (JWE)' })
    const secret = service.sealedWith.toString('hex')
    const key = { from: 'secret', text: secret, encoding: 'hex' } as const
    expect(await decrypt(text, key)).toMatchObject({ outcome: 'decrypted' })
    const verified = await verifyAgreeing(
      text,
      { from: 'issuer', issuer: service.issuer },
      {
        more: { decryptWith: key, expected: { audience: audiences.sealed } },
        nowSeconds: nowSeconds(),
      },
    )
    expect(verified).toMatchObject({
      verdict: 'valid',
      signatures: [{ algorithm: 'Ed25519', key: { keyId: 'for Ed25519' } }],
    })
  })
})
