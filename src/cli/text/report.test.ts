import { describe, expect, it } from 'vitest'
import { inspect } from '../../inspector/index.ts'
import { base64url, compact, hs256, nowSeconds } from '../../inspector/token.fixture.ts'
import { nameOf, vectors } from '../../inspector/vectors/vectors.fixture.ts'
import { inspectAll } from '../inspect-all.ts'
import { plain } from './terminal.ts'
import { report } from './report.ts'

const reportOf = async (text: string) =>
  report(await inspectAll(text, nowSeconds), nowSeconds, plain)

const claims = { iss: 'https://issuer.example', sub: 'a', aud: ['b', 'c'] }

it('says everything about a token, its findings last', async () => {
  const token = compact(hs256, { ...claims, iat: nowSeconds - 3600, exp: nowSeconds })
  expect(await reportOf(`Authorization: Bearer ${token}`)).toBe(`Signed JWT, 204 bytes
Found in an HTTP header, Authorization. Removed: the Bearer prefix.

Parts
  Header     36 characters, 27 bytes decoded
  Payload    123 characters, 92 bytes decoded
  Signature  43 characters, 32 bytes decoded

Lifetime: Expired just now
  issued      2023-11-14 21:13:20 UTC, 1 h ago
  expires     2023-11-14 22:13:20 UTC, now

Header
  alg  "HS256"  Algorithm (IANA, RFC 7515 §4.1.1)
  typ  "JWT"    Type (IANA, RFC 7515 §4.1.9)

Claims
  iss  "https://issuer.example"  Issuer (IANA, RFC 7519 §4.1.1)
  sub  "a"                       Subject (IANA, RFC 7519 §4.1.2)
  aud  "b", "c"                  Audience (IANA, RFC 7519 §4.1.3)
  iat  1699996400, 2023-11-14 21:13:20 UTC, 1 h ago  Issued At (IANA, RFC 7519 §4.1.6)
  exp  1700000000, 2023-11-14 22:13:20 UTC, now  Expiration Time (not accepted on or after) (IANA, RFC 7519 §4.1.4)

Findings: 1 error
  error    Expired at 2023-11-14 22:13:20 UTC
           Services reject an expired token.
           expired, RFC 7519 §4.1.4
`)
})

describe('a report', () => {
  it.each([
    [
      'numbers and names several tokens',
      '{"access_token":"ghp_0123456789abcdef0123456789abcdef0123","refresh_token":"0123456789abcdef"}',
      'Token 2 of 2: refresh_token',
    ],
    ['explains an opaque token', '0123456789abcdef', '16 characters of hexadecimal, about 64 bits'],
    [
      'says what would open an encrypted one',
      tokenOf(7516, 'A.1'),
      "Encrypted. To decrypt it, use the recipient's RSA private key.",
    ],
    ['shows the payload that is no claims set', tokenOf(7520, '4.1'), 'dangerous business, Frodo'],
    [
      'unfolds objects and arrays',
      compact(hs256, { a: { b: [true, null, {}] } }),
      '  a  1 property\n    b  3 items\n      0  true\n      1  null\n      2  {}\n',
    ],
    [
      'tells duplicate names',
      compact(hs256, '{"a":1,"a":2}'),
      'a  1, duplicate name\n  a  2, duplicate name',
    ],
    [
      'keeps numbers as they were written',
      compact(hs256, '{"a":12345678901234567890}'),
      'a  12345678901234567890, rounded by most parsers',
    ],
    [
      'tells milliseconds',
      compact(hs256, { exp: nowSeconds * 1000 }),
      '2023-11-14 22:13:20 UTC, now, read as milliseconds',
    ],
    ['survives times beyond the calendar', compact(hs256, '{"exp":1e300}'), 'outside the calendar'],
    [
      'cuts long values',
      compact(hs256, { a: 'x'.repeat(100_000) }),
      `"${'x'.repeat(200)}… (100,000 characters)"`,
    ],
    [
      'leaves out values that are tokens',
      compact(hs256, { a: compact(hs256, claims) }),
      '[signed token, ',
    ],
    [
      'marks what a terminal would obey',
      compact(hs256, { 'a\u001b[2J': 'b\u202ec' }),
      'a<U+001B>[2J  "b<U+202E>c"',
    ],
    [
      'shows the token inside a token',
      compact({ alg: 'HS256', cty: 'JWT' }, compact(hs256, claims)),
      'Inside\n  Signed JWT',
    ],
    ['puts disclosures in their place', tokenOf(9901, '5.1'), 'Claims with disclosures'],
    ['tells where each disclosure belongs', tokenOf(9901, '5.1'), 'given_name: at /given_name'],
    [
      'shows the footer of a PASETO',
      `v4.local.${base64url('x'.repeat(80))}.${base64url('key one')}`,
      'Footer\n  key one',
    ],
    ['heads each signature', tokenOf(7520, '4.8'), 'Header of signature 3'],
  ])('%s', async (_, text, expected) => {
    expect(await reportOf(text)).toContain(expected)
  })

  it.each(vectors.map((vector) => [nameOf(vector), vector.token] as const))(
    'of %s shows no signature, no ciphertext and nothing that a terminal would obey',
    async (_, token) => {
      const text = await reportOf(token)
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      for (const secret of secretParts(token)) expect(text).not.toContain(secret)
    },
  )
})

const secretRoles = ['signature', 'ciphertext', 'tag', 'encrypted-key', 'key-binding']

const secretParts = (token: string): string[] =>
  inspect(token, { nowSeconds })
    .parts.filter(({ role, length }) => secretRoles.includes(role) && length > 0)
    .map(({ offset, length }) => token.slice(offset, offset + length))

function tokenOf(rfc: number, section: string): string {
  const found = vectors.find((vector) => vector.rfc === rfc && vector.section === section)
  if (!found) throw new Error(`no vector ${rfc} ${section}`)
  return found.token
}
