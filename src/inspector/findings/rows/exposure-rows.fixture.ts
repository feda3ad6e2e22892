import { claims, idToken, jwt, type Row, type Sample } from './mint.fixture.ts'

const holding = (more: Record<string, unknown>): Sample => ({ text: jwt({ ...claims, ...more }) })
const sized = (bytes: number): Sample => {
  const rest = jwt({ ...claims, pad: '' }).length
  // Base64url turns three bytes into four characters, so the size is at most 3 below the target.
  const pad = 'x'.repeat(Math.floor(((bytes - rest) * 3) / 4))
  return { text: jwt({ ...claims, pad }) }
}
const found = (foundIn: 'url-query' | 'url-fragment' | 'header'): Sample => ({
  text: jwt(),
  context: { foundIn },
})

export const exposureRows: readonly Row[] = [
  {
    id: 'sensitive-claims',
    raises: holding({ email: 'a@example.com' }),
    spares: holding({ email_verified: true }),
    says: /email/,
  },
  {
    id: 'sensitive-claims',
    raises: holding({ phoneNumber: '+1' }),
    spares: holding({ secret_id: '1' }),
  },
  {
    id: 'sensitive-claims',
    raises: holding({ address: { country: 'JP' } }),
    spares: holding({ ip_address: '::1', token_type: 'access' }),
  },
  {
    id: 'sensitive-claims',
    raises: holding({ name: 'A B' }),
    spares: holding({ client_name: 'A B' }),
  },
  {
    id: 'sensitive-claims',
    raises: holding({ users: [{ name: 'A B', email: 'a@example.com' }] }),
    spares: holding({ roles: [{ name: 'admin', address: 'x' }] }),
    says: /users\.0\.email/,
  },
  { id: 'sensitive-claims', raises: holding({ ssn: '078' }), spares: holding({ ssn: '' }) },
  {
    id: 'sensitive-claims',
    raises: holding({ settings: { db_password: 'p' } }),
    spares: holding({ password_changed_at: 1, pwd_exp: '1' }),
    says: /settings\.db_password/,
  },
  {
    id: 'sensitive-claims',
    raises: holding({ inner: jwt() }),
    spares: holding({ inner: 'eyJhbGciOiJFUzI1NiJ9' }),
  },
  {
    id: 'sensitive-claims',
    raises: holding({ inner: `ghp_${'a1B2'.repeat(9)}` }),
    spares: holding({ inner: 'ghp_of_the_day_in_words' }),
  },
  {
    id: 'sensitive-claims',
    raises: holding({ upn: 'a.b@corp.example' }),
    spares: holding({ handle: '@corp.example', url: 'https://a@corp.example/' }),
  },
  {
    id: 'sensitive-claims',
    raises: holding({ nationalities: ['DE'] }),
    spares: holding({
      nationalities: [{ '...': 'pFndjkZ_VCzmyTa6UjlZo3dh' }],
      address: { _sd: [] },
    }),
  },
  {
    id: 'sensitive-claims',
    raises: { text: jwt({ ...claims, email: 'a@example.com' }), context: { inside: 'jws' } },
    spares: { text: jwt({ ...claims, email: 'a@example.com' }), context: { inside: 'jwe' } },
  },
  {
    id: 'sensitive-claims',
    severity: 'note',
    raises: idToken({ ...claims, email: 'a@example.com' }),
    spares: idToken({ ...claims, nonce: 'n', email_verified: true }),
  },
  { id: 'token-in-url', raises: found('url-query'), spares: found('header') },
  { id: 'token-in-url', raises: found('url-fragment'), spares: { text: `Bearer ${jwt()}` } },
  {
    id: 'token-in-url',
    raises: { text: `https://app.example/cb#access_token=${jwt()}&token_type=bearer` },
    spares: { text: JSON.stringify({ access_token: jwt() }) },
  },
  { id: 'too-large', severity: 'note', raises: sized(4_110), spares: sized(4_090) },
  { id: 'too-large', raises: sized(8_200), spares: sized(4_090), says: /8190/ },
  { id: 'too-large', raises: sized(16_400), spares: sized(4_000), says: /16384/ },
  {
    id: 'invisible-text',
    raises: holding({ role: 'user\u202enimda' }),
    spares: holding({ role: '\u05de\u05e0\u05d4\u05dc\u200f' }),
    says: /direction/,
  },
  {
    id: 'invisible-text',
    raises: holding({ 'ro\u200ble': 'admin' }),
    spares: holding({ role: 'admin' }),
    says: /\\u200b/,
  },
  { id: 'invisible-text', raises: holding({ a: 'x\u0007' }), spares: holding({ a: 'x\r\n\ty' }) },
  {
    id: 'invisible-text',
    raises: holding({ iss: 'https://\u0440aypal.example' }),
    spares: holding({
      names: ['\u041f\u0440\u0438\u0432\u0435\u0442 Bob', '5 \u03bcm', '10 k\u03a9'],
    }),
    says: /two alphabets/,
  },
  {
    id: 'invisible-text',
    raises: holding({ a: 'ad\u200dmin' }),
    // An emoji of three joined ones, and a Persian word with a non-joiner.
    spares: holding({
      a: '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
      b: '\u0645\u06cc\u200c\u0634\u0648\u062f',
    }),
  },
  {
    id: 'invisible-text',
    raises: holding({ a: 'ad\u3164min' }),
    spares: holding({ a: '\u314f' }),
    says: /gap/,
  },
  { id: 'invisible-text', raises: holding({ a: 'x\u2028y' }), spares: holding({ a: 'x\u00a0y' }) },
  {
    id: 'invisible-text',
    raises: holding({ a: 'x\u061cy' }),
    spares: holding({ a: '\u0645\u061c1' }),
    says: /direction/,
  },
  {
    id: 'invisible-text',
    raises: { text: jwt(claims, { header: { kid: 'k\ufeff' } }) },
    spares: { text: jwt(claims, { header: { kid: 'k' } }) },
  },
]
