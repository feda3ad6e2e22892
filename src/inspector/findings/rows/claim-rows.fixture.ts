import { access, claims, idToken, jwt, now, type Row, without } from './mint.fixture.ts'

const plain = (payload: unknown) => ({ text: jwt(payload) })
const typed = (typ: string, payload: unknown, header: Record<string, unknown> = {}) => ({
  text: jwt(payload, { header: { typ, ...header } }),
})

const accessToken = { ...claims, client_id: 's6BhdRkqt3' }
const proof = { htm: 'POST', htu: 'https://as.example/token', iat: now, jti: '1' }
const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }
const logout = { 'http://schemas.openid.net/event/backchannel-logout': {} }

export const claimRows: readonly Row[] = [
  {
    id: 'claim-type',
    raises: plain({ ...claims, sub: 12 }),
    spares: plain({ ...claims, sub: '12' }),
  },
  {
    id: 'claim-type',
    raises: plain({ ...claims, aud: ['a', 1] }),
    spares: plain({ ...claims, aud: ['a', 'b'] }),
    says: /aud/,
  },
  {
    id: 'claim-type',
    raises: plain({ ...claims, jti: null }),
    spares: plain({ ...claims, id: 1 }),
  },
  {
    id: 'aud-missing',
    raises: access(without('aud')),
    spares: access(without('aud'), { lacks: ['aud'] }),
  },
  {
    id: 'iss-missing',
    raises: access(without('iss')),
    spares: access(without('iss'), { lacks: ['iat', 'iss', 'sub'] }),
  },
  // A proof has no subject.
  {
    id: 'sub-missing',
    raises: plain(without('sub')),
    spares: typed('dpop+jwt', proof, { jwk: key }),
  },
  {
    id: 'aud-wildcard',
    raises: plain({ ...claims, aud: '*' }),
    spares: plain({ ...claims, aud: '*.x' }),
  },
  {
    id: 'aud-wildcard',
    raises: plain({ ...claims, aud: ['a', '*'] }),
    spares: plain({ ...claims, aud: [] }),
  },
  {
    id: 'iss-not-https',
    raises: idToken({ ...claims, iss: 'http://issuer.example' }),
    spares: access({ ...claims, iss: 'http://issuer.example' }),
  },
  {
    id: 'iss-not-https',
    raises: typed('at+jwt', { ...accessToken, iss: 'issuer' }),
    spares: typed('at+jwt', accessToken),
  },
  {
    id: 'sender-constrained',
    raises: access({ ...claims, cnf: { jkt: 'abc' } }),
    spares: access({ ...claims, cnf: { kid: 'abc' } }),
    says: /DPoP/,
  },
  {
    id: 'sender-constrained',
    raises: plain({ ...claims, cnf: { 'x5t#S256': 'abc' } }),
    spares: plain({ ...claims, jkt: 'abc' }),
    says: /certificate/,
  },
  {
    id: 'bearer-unbound',
    raises: access(claims),
    spares: access({ ...claims, cnf: { jkt: 'abc' } }),
  },
  { id: 'bearer-unbound', raises: typed('at+jwt', accessToken), spares: idToken(claims) },
  {
    id: 'at-jwt-incomplete',
    raises: typed('at+JWT', claims),
    spares: typed('at+JWT', accessToken),
    says: /client_id/,
  },
  {
    id: 'at-jwt-incomplete',
    raises: typed('application/at+jwt', { ...accessToken, jti: undefined }),
    spares: typed('jwt', { ...accessToken, jti: undefined }),
  },
  {
    id: 'id-token-incomplete',
    raises: idToken(without('sub', 'iat')),
    spares: idToken(claims),
    says: /sub and iat/,
  },
  { id: 'nonce-missing', raises: idToken(claims), spares: idToken({ ...claims, nonce: 'n' }) },
  {
    id: 'id-token-as-access',
    raises: access({ ...claims, at_hash: 'abc' }),
    spares: access({ ...claims, scope: 'openid' }),
  },
  {
    id: 'id-token-as-access',
    raises: access({ ...claims, nonce: 'n' }),
    // For a long time, Keycloak also put the nonce into access tokens.
    spares: access({ ...claims, nonce: 'n', scope: 'openid', typ: 'Bearer' }),
  },
  {
    id: 'id-token-as-access',
    raises: access({ ...claims, token_use: 'id' }),
    spares: access({ ...claims, token_use: 'access' }),
  },
  {
    id: 'dpop-incomplete',
    raises: typed('dpop+jwt', proof),
    spares: typed('dpop+jwt', proof, { jwk: key }),
    says: /jwk/,
  },
  {
    id: 'dpop-incomplete',
    raises: typed('dpop+jwt', { ...proof, htu: undefined }, { jwk: key }),
    spares: typed('JWT', { ...proof, htu: undefined }, { jwk: key }),
  },
  {
    id: 'logout-invalid',
    raises: typed('logout+jwt', { ...claims, events: logout, nonce: 'n' }),
    spares: typed('logout+jwt', { ...claims, events: logout }),
    says: /nonce/,
  },
  {
    id: 'logout-invalid',
    raises: plain({ ...without('sub'), events: logout }),
    spares: plain({ ...without('sub'), events: logout, sid: '08a5' }),
    says: /without sub and sid/,
  },
  {
    id: 'logout-invalid',
    raises: typed('logout+jwt', claims),
    spares: typed('logout+jwt', { ...claims, events: logout }),
    says: /without a logout event/,
  },
  {
    id: 'set-without-events',
    raises: typed('secevent+jwt', without('exp')),
    spares: typed('secevent+jwt', { ...without('exp'), events: { 'urn:example:e': {} } }),
  },
]
