import { access, claims, idToken, jwt, now, type Row, without } from './mint.fixture.ts'

const at = (more: Record<string, unknown>) => ({ text: jwt({ ...claims, ...more }) })

export const timeRows: readonly Row[] = [
  {
    id: 'expired',
    raises: at({ exp: now }),
    spares: at({ exp: now + 0.5 }),
    says: /2027-01-15 08:00:00 UTC/,
  },
  {
    id: 'expired',
    // The service's clock is 90 s ahead, so by its clock the token has expired.
    raises: { text: jwt({ ...claims, exp: now + 60 }), context: { skewSeconds: 90 } },
    spares: { text: jwt({ ...claims, exp: now - 60 }), context: { skewSeconds: -90 } },
  },
  {
    id: 'expired',
    raises: {
      text: 'opaque-token-value',
      context: { slot: 'access', answerExpiresAtSeconds: now },
    },
    spares: {
      text: 'opaque-token-value',
      context: { slot: 'access', answerExpiresAtSeconds: 'never' },
    },
    says: /by the response/,
  },
  { id: 'not-yet-valid', raises: at({ nbf: now + 1 }), spares: at({ nbf: now }) },
  {
    id: 'not-yet-valid',
    raises: { text: jwt({ ...claims, nbf: now + 120 }), context: { skewSeconds: 60 } },
    spares: { text: jwt({ ...claims, nbf: now + 60 }), context: { skewSeconds: 60 } },
  },
  {
    id: 'not-yet-valid',
    // The clock of the service is slightly ahead, and the token is new.
    raises: { text: jwt({ ...claims, nbf: now + 31 }), context: { skewSeconds: 5 } },
    spares: { text: jwt({ ...claims, nbf: now + 5 }), context: { skewSeconds: 5 } },
  },
  { id: 'issued-in-future', raises: at({ iat: now + 31 }), spares: at({ iat: now + 30 }) },
  {
    id: 'issued-in-future',
    raises: { text: jwt({ ...claims, iat: now + 91 }), context: { skewSeconds: 60 } },
    spares: { text: jwt({ ...claims, iat: now + 90 }), context: { skewSeconds: 60 } },
  },
  { id: 'numericdate-type', raises: at({ exp: String(now) }), spares: at({ exp: now + 0.25 }) },
  { id: 'numericdate-type', raises: at({ iat: true }), spares: at({ auth_time: 'yesterday' }) },
  {
    id: 'numericdate-type',
    raises: { text: jwt('{"nbf": 1e999}') },
    // Beyond any calendar, but a number.
    spares: { text: jwt('{"exp": 1e300, "nbf": 0}') },
    says: /too large/,
  },
  { id: 'milliseconds', raises: at({ exp: now * 1000 }), spares: at({ exp: 253402300799 }) },
  {
    id: 'milliseconds',
    raises: at({ auth_time: now * 1000 }),
    spares: at({ account_number: now * 1000 }),
  },
  {
    id: 'lifetime-negative',
    raises: at({ iat: now, exp: now }),
    spares: at({ iat: now, exp: now + 1 }),
  },
  { id: 'lifetime-negative', raises: at({ nbf: now + 4000 }), spares: at({ nbf: now + 3539 }) },
  {
    id: 'no-expiry',
    raises: access(without('exp')),
    spares: access(without('exp'), { answerExpiresAtSeconds: now + 3600 }),
  },
  {
    id: 'no-expiry',
    raises: access(without('exp'), { answerExpiresAtSeconds: 'never' }),
    spares: { text: jwt(without('exp')), context: { slot: 'refresh' } },
    says: /never expires/,
  },
  {
    id: 'no-expiry',
    raises: idToken(without('exp')),
    spares: { text: jwt(without('exp'), { header: { typ: 'secevent+jwt' } }) },
  },
  {
    id: 'long-lived',
    raises: access({ ...claims, iat: now, exp: now + 86_461 }),
    spares: access({ ...claims, iat: now, exp: now + 86_460 }),
  },
  {
    id: 'long-lived',
    // Without iat, the lifetime starts at the arrival.
    raises: access({ ...without('iat'), exp: now + 90_000 }),
    spares: { text: jwt({ ...without('iat'), exp: now + 90_000 }), context: { slot: 'refresh' } },
    says: /of 1 day 1 h$/,
  },
  {
    id: 'short-lived',
    raises: access({ ...claims, iat: now, exp: now + 59 }),
    spares: access({ ...claims, iat: now, exp: now + 60 }),
  },
  {
    id: 'expiry-disagrees',
    raises: access(claims, { answerExpiresAtSeconds: claims.exp + 31 }),
    spares: access(claims, { answerExpiresAtSeconds: claims.exp - 30 }),
  },
  {
    id: 'expiry-disagrees',
    // The claim is by the service's clock, the time of the response by ours.
    raises: access(claims, { answerExpiresAtSeconds: claims.exp, skewSeconds: 45 }),
    spares: access(claims, { answerExpiresAtSeconds: claims.exp - 45, skewSeconds: 45 }),
  },
]
