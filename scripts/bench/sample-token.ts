import { createHmac } from 'node:crypto'

/** The token sizes of the decode benchmark. */
export const sampleSizes = [
  { name: '0.3 KB', characters: 300 },
  { name: '6 KB', characters: 6_000 },
  { name: '89 KB', characters: 89_000 },
  { name: '359 KB', characters: 359_000 },
]

/** Claims of large tokens from identity providers: groups, roles by client, entitlements. */
function claimsWith(entries: number): Record<string, unknown> {
  const base = {
    iss: 'https://login.example.com/realms/acme',
    sub: uuid(0),
    aud: 'api',
    exp: 1_767_225_600,
    iat: 1_767_222_000,
  }
  if (entries === 0) return base
  const indices = Array.from({ length: entries }, (_, index) => index)
  return {
    ...base,
    scope: 'openid profile email',
    email_verified: true,
    groups: indices.map((index) => uuid(index + 1)),
    resource_access: Object.fromEntries(
      indices.map((index) => [`client-${index}`, { roles: ['view-profile', `role-${index}`] }]),
    ),
    entitlements: indices.map((id) => ({
      id,
      name: `entitlement number ${id}`,
      active: id % 2 === 0,
      weight: id * 1.5,
    })),
  }
}

/** Derived from the seed, so that every run decodes the same bytes. */
const uuid = (seed: number): string => {
  const hex = createHmac('sha256', 'seed').update(String(seed)).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const sign = (claims: unknown): string => {
  const signed = [{ alg: 'HS256', typ: 'JWT', kid: '2026-01' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${signed}.${createHmac('sha256', 'bench').update(signed).digest('base64url')}`
}

/** A signed JWT, as large as possible with at most this many characters; the same in every run. */
export function sampleToken(characters: number): string {
  let entries = 0
  for (let step = 4096; step >= 1; step /= 2) {
    if (sign(claimsWith(entries + step)).length <= characters) entries += step
  }
  return sign(claimsWith(entries))
}
