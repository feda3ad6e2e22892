import { createHash } from 'node:crypto'

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A value with the length of a signature; there is no key for it. */
const signature = createHash('sha512').update('Touchstone').digest('base64url')

const jwt = (header: object, claims: object) =>
  [encode(header), encode(claims), signature].join('.')

/**
 * The JSON response of a login server, as a developer finds it in a log.
 *
 * @param nowSeconds since the epoch
 */
export function loginAnswer(nowSeconds: number): string {
  const common = { iss: 'https://login.acme.example', iat: nowSeconds - 420, exp: nowSeconds + 480 }
  const access = {
    ...common,
    aud: ['https://api.acme.example/orders', 'https://api.acme.example/invoices'],
    sub: '5b1c2f7e-0f43-4c39-9d0a-6f3f2c8b1a77',
    client_id: 'order-desk',
    scope: 'orders:read orders:write invoices:read',
    email: 'ada@acme.example',
    jti: '7c0f7e3a',
  }
  const id = {
    ...common,
    aud: 'order-desk',
    sub: access.sub,
    nonce: 'n-0S6_WzA2Mj',
    auth_time: nowSeconds - 421,
    amr: ['pwd', 'otp'],
  }
  const header = { alg: 'ES256', kid: '2026-01', jku: 'https://login.acme.example/keys' }
  return JSON.stringify({
    access_token: jwt({ ...header, typ: 'at+jwt' }, access),
    id_token: jwt({ ...header, typ: 'JWT' }, id),
    token_type: 'Bearer',
    expires_in: 480,
  })
}
