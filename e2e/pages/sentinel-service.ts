import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The services: their secret fields, their other fields and their operations. */
export const sentinelTemplates = [
  {
    template: 'gocardless-bank-account-data',
    secrets: ['secret_id', 'secret_key'],
    operations: ['Obtain', 'Refresh'],
  },
  {
    template: 'nordigen',
    secrets: ['secret_id', 'secret_key'],
    operations: ['Obtain', 'Refresh'],
  },
  {
    template: 'banyan',
    secrets: ['credential'],
    operations: ['Obtain', 'Generate refresh token', 'Refresh'],
  },
  { template: 'ix-api', secrets: ['api_key', 'api_secret'], operations: ['Obtain', 'Refresh'] },
  {
    template: 'djangorestframework-simplejwt',
    secrets: ['password'],
    fields: { username: 'somebody' },
    operations: ['Obtain', 'Refresh'],
  },
]

/**
 * All five services at one address. Their responses contain sentinels that occur nowhere else:
 * signatures, a token inside a claim, an opaque refresh token, and error texts that repeat the
 * request. A sentinel in a place where no secret may be is a leak.
 */
export async function startSentinelService() {
  const sentinels = {
    refreshToken: 'SENTINEL-opaque-refresh-token-93d2',
    signature: Buffer.from('SENTINEL-signature-55e0-'.padEnd(32, '#')).toString('base64url'),
    nested: `SENTINEL_nested_${'k'.repeat(24)}`,
  }
  let failing = false
  let count = 0
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const sent = [body, request.headers.authorization ?? ''].join(' ')
      const { status, answer } = failing
        ? { status: 401, answer: refusal(`You sent ${sent} and ${sentinels.refreshToken}`) }
        : { status: 200, answer: tokens(request.url ?? '') }
      response.writeHead(status, {
        'content-type': 'application/json',
        'x-request-id': failing ? sent : 'request-1',
        'x-echo': sent,
      })
      response.end(JSON.stringify(answer))
    })
  })

  /** The responses of the services, by path. */
  function tokens(path: string): object {
    const refresh = sentinels.refreshToken
    switch (path) {
      case '/api/v2/token/new/':
        return { access: jwt(), access_expires: 3600, refresh, refresh_expires: 86400 }
      case '/api/v2/token/refresh/':
        return { access: jwt(), access_expires: 3600 }
      case '/v1/refresh_token':
        return { Message: jwt() }
      case '/v2/refresh_token':
        return { request_id: 'request-1', error_code: 0, data: { refresh_token: refresh } }
      case '/auth/token':
      case '/auth/refresh':
        return { access_token: jwt(), refresh_token: refresh }
      default:
        return { access: jwt(), refresh }
    }
  }

  /** A JWT with another token in a claim, like Banyan's. */
  function jwt(): string {
    count += 1
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const nested = `${encode({ alg: 'HS256' })}.${encode({ inner: true })}.${sentinels.nested}`
    const claims = { token_type: 'access', jti: `number ${count}`, exp: 4102444800 }
    const payload = encode({ ...claims, AccessToken: nested })
    return `${encode({ alg: 'HS256', typ: 'JWT' })}.${payload}.${sentinels.signature}`
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    sentinels,
    fail: (yes: boolean) => {
      failing = yes
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A sentinel for each secret field. */
export const secretSentinels = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, `SENTINEL-${name}-8f1c27ab`]))

/** One text in all the places where the five services have their error texts. */
const refusal = (text: string): object => ({
  summary: text,
  detail: text,
  title: text,
  type: text,
  instance: text,
  properties: [{ name: 'api_secret', reason: { message: text } }],
  Message: text,
  error: text,
  error_code: text,
  error_description: text,
  request_id: text,
  code: text,
  password: [text],
  secret_key: [text],
  data: 0,
})

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
