import { claims, flattened, general, jwe, jwt, type Row } from './mint.fixture.ts'

const head = (header: Record<string, unknown>) => ({ text: jwt(claims, { header }) })
const bare = (header: Record<string, unknown>) => ({ text: jwt(claims, { bare: true, header }) })
const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }
const dpop = { htm: 'POST', htu: 'https://as.example/token', iat: claims.iat, jti: '1' }

export const headerRows: readonly Row[] = [
  { id: 'crit-invalid', raises: head({ crit: [] }), spares: head({ crit: ['exp'], exp: 1 }) },
  {
    id: 'crit-invalid',
    raises: head({ crit: ['exp', 'exp'], exp: 1 }),
    spares: head({ crit: ['exp', 'Exp'], exp: 1, Exp: 1 }),
  },
  {
    id: 'crit-invalid',
    raises: head({ crit: ['alg'] }),
    spares: head({ crit: ['b64'], b64: true }),
  },
  { id: 'crit-invalid', raises: head({ crit: ['exp'] }), spares: head({ crit: ['nbf'], nbf: 1 }) },
  { id: 'crit-invalid', raises: head({ crit: 'exp', exp: 1 }), spares: head({ exp: 1 }) },
  {
    id: 'crit-invalid',
    raises: { text: flattened({ alg: 'ES256' }, claims, { crit: ['exp'], exp: 1 }) },
    spares: { text: flattened({ alg: 'ES256', crit: ['exp'] }, claims, { exp: 1 }) },
    says: /unprotected/,
  },
  {
    id: 'crit-invalid',
    raises: { text: jwt('text', { bare: true, header: { alg: 'ES256', b64: false } }) },
    spares: { text: jwt('text', { bare: true, header: { alg: 'ES256', b64: true } }) },
    says: /crit does not list/,
  },
  {
    id: 'crit-invalid',
    raises: { text: general({ alg: 'ES256', crit: ['exp'] }, { alg: 'ES256', exp: 1 }) },
    spares: { text: general({ alg: 'ES256', crit: ['exp'], exp: 1 }, { alg: 'ES256' }) },
    says: /not in the header/,
  },
  {
    id: 'crit-unknown',
    raises: head({ crit: ['urn:example:x'], 'urn:example:x': 1 }),
    spares: head({ crit: ['b64'], b64: true }),
  },
  {
    id: 'b64-in-jwt',
    raises: { text: jwt(claims, { header: { crit: ['b64'], b64: false } }) },
    spares: {
      text: jwt('', { bare: true, header: { alg: 'ES256', crit: ['b64'], b64: false } }),
      context: { detachedPayload: '$.02' },
    },
  },
  {
    id: 'b64-in-jwt',
    raises: { text: jwt(claims, { header: { b64: false } }) },
    spares: { text: jwt(claims, { header: { b64: true } }) },
  },
  {
    id: 'header-jwk',
    raises: head({ jwk: key }),
    spares: { text: jwt(dpop, { header: { typ: 'dpop+jwt', jwk: key } }) },
  },
  {
    id: 'header-jku',
    raises: head({ jku: 'https://k.example' }),
    spares: head({ jkU: 'https://k' }),
  },
  {
    id: 'header-x5u',
    raises: head({ x5u: 'https://k.example' }),
    // In a JWE it is the recipient's certificate.
    spares: { text: jwe({ alg: 'RSA-OAEP', x5u: 'https://k.example' }) },
  },
  {
    id: 'header-jwk-private',
    raises: head({ jwk: { ...key, d: 'secret' } }),
    spares: head({ jwk: key }),
  },
  {
    id: 'header-jwk-private',
    raises: head({ jwk: { kty: 'AKP', alg: 'ML-DSA-44', pub: 'p', priv: 's' } }),
    spares: head({ jwk: { kty: 'AKP', alg: 'ML-DSA-44', pub: 'p' } }),
    says: /priv/,
  },
  {
    id: 'json-serialized-jwt',
    raises: { text: flattened({ alg: 'ES256' }) },
    spares: { text: flattened({ alg: 'ES256' }, { resource: ['new-reg'] }) },
  },
  {
    id: 'kid-suspicious',
    raises: head({ kid: '../../dev/null' }),
    spares: head({ kid: 'did:example:123/path?a=b&c=d#keys-1' }),
  },
  { id: 'kid-suspicious', raises: head({ kid: "x' OR '1'='1" }), spares: head({ kid: 'a+b/c==' }) },
  { id: 'kid-suspicious', raises: head({ kid: 'k\0' }), spares: head({ kid: 'k$1' }) },
  { id: 'kid-suspicious', raises: head({ kid: 'k;id' }), spares: head({ kid: 'k:id' }) },
  { id: 'kid-suspicious', raises: head({ kid: '`id`' }), spares: head({ kid: '(id)' }) },
  {
    id: 'kid-suspicious',
    raises: head({ kid: '$(id)' }),
    spares: head({ kid: 'https://keys.example/a.b/1' }),
  },
  { id: 'typ-missing', raises: bare({ alg: 'ES256' }), spares: bare({ alg: 'ES256', typ: 'jwt' }) },
  {
    id: 'typ-application-prefix',
    raises: head({ typ: 'Application/at+jwt' }),
    spares: head({ typ: 'at+jwt' }),
  },
  {
    id: 'typ-mismatch',
    raises: { ...head({ typ: 'logout+jwt' }), context: { slot: 'access' } },
    spares: { ...head({ typ: 'AT+JWT' }), context: { slot: 'access' } },
  },
  {
    id: 'typ-mismatch',
    raises: { ...head({ typ: 'application/at+jwt' }), context: { slot: 'id' } },
    spares: { ...head({ typ: 'JWT' }), context: { slot: 'id' } },
  },
  {
    id: 'jwe-zip',
    raises: { text: jwe({ alg: 'dir', zip: 'DEF' }) },
    spares: { text: jwe({ alg: 'dir' }) },
  },
  {
    id: 'replicated-claims-differ',
    raises: {
      text: jwe({ alg: 'dir', iss: 'https://other.example' }),
      context: { decrypted: jwt() },
    },
    spares: { text: jwe({ alg: 'dir', iss: claims.iss }), context: { decrypted: jwt() } },
    says: /iss/,
  },
  {
    id: 'replicated-claims-differ',
    raises: {
      text: jwe({ alg: 'dir', aud: ['a', 'b'] }),
      context: { decrypted: '{"aud":["b","a"]}' },
    },
    spares: {
      text: jwe({ alg: 'dir', aud: ['a', 'b'] }),
      context: { decrypted: '{"aud":["a","b"]}' },
    },
  },
]
