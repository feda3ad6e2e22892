import { now } from './rows/mint.fixture.ts'
import { jti, obtained, type OrdinaryToken, user } from './ordinary-token.fixture.ts'

const gocardless = (slot: 'access' | 'refresh', seconds: number): OrdinaryToken => ({
  name: `GoCardless ${slot}`,
  algorithm: 'HS256',
  header: { typ: 'JWT' },
  claims: {
    token_type: slot,
    exp: now + seconds,
    jti,
    uuid: user,
    allowed_cidrs: ['0.0.0.0/0', '::/0'],
  },
  context: {
    ...obtained,
    slot,
    answerExpiresAtSeconds: now + seconds,
    lacks: ['iat', 'iss', 'sub', 'aud'],
  },
  warnings: [],
})

/** Tokens as token services issue them. */
export const serviceTokens: readonly OrdinaryToken[] = [
  gocardless('access', 86_400),
  gocardless('refresh', 2_592_000),
  {
    ...gocardless('access', 86_400),
    name: 'Nordigen access, as older ones are',
    claims: { token_type: 'access', exp: now + 86_400, jti, id: 1234, secret_id: user },
  },
  {
    name: 'Banyan access',
    algorithm: 'RS256',
    header: { typ: 'JWT', kid: 'console-1' },
    claims: { iss: 'console', sub: user, aud: 'console', exp: now + 3600, OrgID: user },
    context: { ...obtained, slot: 'access' },
    warnings: [],
  },
  {
    name: 'Banyan refresh',
    algorithm: 'RS256',
    header: { typ: 'JWT', kid: 'console-1' },
    claims: {
      AccessToken: 'opaque',
      Auth: 'local',
      Email: 'admin@example.com',
      OrgID: user,
      Profile: 'admin',
      Refresh: 'true',
      exp: now + 86_400,
    },
    context: { ...obtained, slot: 'refresh' },
    warnings: ['sensitive-claims'],
  },
  {
    name: 'IX-API access',
    algorithm: 'ES256',
    header: { typ: 'JWT', kid: 'ix-1' },
    claims: { iss: 'https://ix.example/api/v2', sub: 'customer-1', iat: now, exp: now + 900 },
    context: { ...obtained, slot: 'access' },
    warnings: [],
  },
  {
    name: 'IX-API refresh',
    algorithm: 'RS256',
    header: { typ: 'JWT', kid: 'ix-1' },
    claims: { iss: 'https://ix.example/api/v2', sub: 'customer-1', iat: now, exp: now + 86_400 },
    context: { ...obtained, slot: 'refresh' },
    warnings: [],
  },
  {
    name: 'simplejwt access',
    algorithm: 'HS256',
    header: { typ: 'JWT' },
    claims: { token_type: 'access', exp: now + 300, iat: now, jti, user_id: 1 },
    context: { ...obtained, slot: 'access' },
    warnings: [],
  },
]
