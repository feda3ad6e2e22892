import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A GoCardless that plants sentinels: signatures and an opaque refresh token that occur nowhere
 * else, and error texts that repeat whatever secret was sent. Whoever finds a sentinel where no
 * secret may be has found a leak.
 */
export async function startSentinelService() {
  const sentinels = {
    secretId: 'SENTINEL-secret-id-8f1c',
    secretKey: 'SENTINEL-secret-key-27ab',
    refreshToken: 'SENTINEL-opaque-refresh-token-93d2',
    signature: Buffer.from('SENTINEL-signature-55e0-'.padEnd(32, '#')).toString('base64url'),
    nested: `SENTINEL_nested_${'k'.repeat(24)}`,
  }
  let failing = false
  let count = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const sent = Buffer.concat(chunks).toString()
      const isNew = request.url === '/api/v2/token/new/'
      const [status, body] = failing
        ? [401, { summary: `You sent ${sent}`, detail: [sent, sentinels.refreshToken], type: sent }]
        : [200, isNew ? { ...access(), refresh: sentinels.refreshToken } : access()]
      response.writeHead(status, {
        'content-type': 'application/json',
        'x-request-id': failing ? sentinels.secretKey : 'request-1',
        'x-echo': sentinels.secretKey,
      })
      response.end(JSON.stringify(body))
    })
  })

  /** A JWT whose claims hold another token, as Banyan's do. */
  function access() {
    count += 1
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const nested = `${encode({ alg: 'HS256' })}.${encode({ inner: true })}.${sentinels.nested}`
    const claims = {
      token_type: 'access',
      jti: `number ${count}`,
      exp: 4102444800,
      AccessToken: nested,
    }
    const token = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}.${sentinels.signature}`
    return { access: token, access_expires: 3600, refresh_expires: 86400 }
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
