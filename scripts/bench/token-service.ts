import { createHmac, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A fast stand-in for GoCardless that only issues tokens, all of the same length. */
export interface TokenService {
  baseUrl: string
  close: () => Promise<void>
}

/** @param accessSeconds lifetime of access tokens */
export async function startTokenService(accessSeconds: number): Promise<TokenService> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const refresh = request.url === '/api/v2/token/new/' && {
        refresh: newToken('refresh', 2_592_000),
        refresh_expires: 2_592_000,
      }
      const answer = { access: newToken('access', accessSeconds), access_expires: accessSeconds }
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ ...answer, ...refresh }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function newToken(type: string, seconds: number): string {
  const exp = Math.floor(Date.now() / 1000) + seconds
  const claims = { token_type: type, exp, jti: randomUUID(), uuid: randomUUID() }
  const signed = [{ alg: 'HS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${signed}.${createHmac('sha256', 'bench').update(signed).digest('base64url')}`
}

/** The draft of a provider of this service. */
export const draftFor = (baseUrl: string, name: string) => ({
  name,
  environment: 'bench',
  baseUrl,
  template: 'gocardless-bank-account-data',
  fields: {},
  secrets: { secret_id: 'an id', secret_key: 'a key' },
})
