import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { appForEachTest } from '../app.fixture.ts'
import { valueOf } from '../provider/provider.fixture.ts'

/*
 * A hostile token service that returns the provider's secrets in every position and many forms.
 * Nothing that reaches the window may hold one.
 */

const main = appForEachTest()
const secretId = 'Planted-Id-7f3a9c2e5b'
const secretKey = 'planted/KEY+9d8c7b6a5f4e'
const secrets = [secretId, secretKey]
const keySource = { from: 'secret', text: 'a shared secret', encoding: 'text' } as const

const forms: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  'in upper case': (text) => text.toUpperCase(),
  reversed: (text) => Array.from(text).reverse().join(''),
  'in hexadecimal': (text) => Buffer.from(text).toString('hex'),
  'in base64 within basic credentials': (text) => Buffer.from(`user:${text}`).toString('base64'),
  'percent-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'split by dashes': (text) => Array.from(text).join('-'),
}

let respond: (encode: (text: string) => string) => [number, Record<string, string>, string]
let encode: (text: string) => string
let baseUrl = ''
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const [status, headers, body] = respond(encode)
    response.writeHead(status, headers)
    response.end(body)
  })
})

beforeEach(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => new Promise((resolve) => void server.close(resolve)))

const json = { 'content-type': 'application/json' }
const jwtOf = (claims: object) =>
  [{ alg: 'HS256', typ: 'JWT' }, claims, 'c'.repeat(32)]
    .map((part) =>
      Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url'),
    )
    .join('.')

/** The digits of a number that JavaScript cannot hold exactly. */
const numericSecret = '1234567890123456789012'

const tokenOf = (claims: string) =>
  ['{"alg":"HS256","typ":"JWT"}', claims, 'c'.repeat(32)]
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.')

/** An SD-JWT with a disclosure of a name that is there already. */
function sdJwtOf(name: string): string {
  const disclosure = Buffer.from(JSON.stringify(['salt', name, 1])).toString('base64url')
  const digest = createHash('sha256').update(disclosure).digest('base64url')
  return `${tokenOf(JSON.stringify({ [name]: 0, _sd: [digest], _sd_alg: 'sha-256' }))}~${disclosure}~`
}

const positions: Record<string, typeof respond> = {
  'the error texts': (of) => [
    401,
    json,
    JSON.stringify({
      summary: `No ${of(secretId)}`,
      detail: `Not ${of(secretKey)}`,
      type: of(secretKey),
    }),
  ],
  'names and messages of field errors': (of) => [
    400,
    json,
    JSON.stringify({ [of(secretId)]: { summary: of(secretKey), detail: of(secretId) } }),
  ],
  'names and values of headers': (of) => [
    429,
    {
      ...json,
      'x-request-id': of(secretKey),
      'ratelimit-policy': `"${of(secretId)}";q=100;w=60, "${of(secretKey)}";q=9;w=1`,
      ratelimit: `"${of(secretId)}";r=0;t=30`,
      [`x-ratelimit-${of(secretId).replaceAll(/[^\w-]/g, '')}`]: '1',
    },
    '{}',
  ],
  'the host of a redirect': (of) => [
    307,
    { location: `https://${of(secretId).replaceAll(/[^\w-]/g, '')}.example/${of(secretKey)}` },
    '',
  ],
  'doubled names and inexact numbers of a token': (of) => [
    200,
    json,
    JSON.stringify({
      access: tokenOf(`{"${of(secretId)}":1,"${of(secretId)}":2,"n":${numericSecret}}`),
      access_expires: 60,
      refresh: sdJwtOf(of(secretId)),
      refresh_expires: 60,
    }),
  ],
  'claims and header of a token': (of) => [
    200,
    json,
    JSON.stringify({
      access: jwtOf({
        sub: of(secretId),
        note: `is ${of(secretKey)}`,
        [of(secretId)]: [of(secretKey)],
      }),
      access_expires: 60,
      refresh: jwtOf({ exp: 9_999_999_999, client: { secret: of(secretKey) } }),
      refresh_expires: 60,
    }),
  ],
}

/** Letters and digits alone: what a reader could put together again. */
const compact = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase()

it.each(
  Object.keys(positions).flatMap((position) =>
    Object.keys(forms).map((form) => [position, form] as const),
  ),
)('returns in %s, %s, and the window gets none of it', async (position, form) => {
  respond = positions[position] as typeof respond
  encode = forms[form] as typeof encode
  const draft = {
    name: 'Hostile',
    environment: 'sandbox',
    baseUrl,
    template: 'gocardless-bank-account-data',
    fields: {},
    secrets: {
      secret_id: secretId,
      secret_key: position.includes('numbers') ? numericSecret : secretKey,
    },
  }
  const { id } = valueOf(await main.app.handlers.addProvider(draft)).provider
  const outcome = await main.run(id, 'obtain')
  await expect
    .poll(async () => valueOf(await main.app.handlers.activity(null)).length)
    .toBeGreaterThan(0)
  const seen = [
    outcome,
    await main.app.handlers.activity(null),
    main.events,
    await main.snapshot(),
    await main.app.handlers.inspectToken({ id, slot: 'access' }),
    await main.app.handlers.inspectToken({ id, slot: 'refresh' }),
    await main.app.handlers.verifyToken({ of: { id, slot: 'refresh' }, keySource }),
    await main.app.handlers.verifyToken({ of: { id, slot: 'access' }, keySource }),
  ].map((each) => compact(JSON.stringify(each)))
  for (const secret of [...secrets, numericSecret]) {
    const spoken = [secret, encode(secret), Buffer.from(secret).toString('base64').slice(3, -4)]
    for (const text of seen) {
      for (const each of spoken) expect(text).not.toContain(compact(each).slice(2, -2))
    }
  }
})
