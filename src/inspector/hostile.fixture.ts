import fc from 'fast-check'
import { base64url, compact, hs256 } from './token.fixture.ts'

const json = JSON.stringify
const member = base64url('["salt","name",{"a":[1,2,3]}]')
const jwe = [base64url('{"alg":"dir","enc":"A256GCM"}'), '', 'AAAA', 'AAAAAAAA', 'AAAA'].join('.')

const jwt = compact(hs256, {
  iss: 'https://example.com',
  sub: 'a',
  aud: ['a', 'b'],
  exp: 1_700_000_000,
  iat: 1.5,
  scope: 'x y',
  cnf: { jkt: 'x' },
})

/** Ordinary tokens of every kind, alone and in the texts that they are pasted in. */
const ordinary: readonly string[] = [
  jwt,
  compact({ alg: 'none' }, {}, new Uint8Array()),
  compact({ ...hs256, cty: 'JWT' }, jwt),
  compact({ alg: 'HS256', b64: false, crit: ['b64'] }, ''),
  compact(
    { ...hs256, jwk: { kty: 'oct', k: 'AAAA' }, x5c: ['AAAA'], kid: '../x' },
    '{"a":1,"a":2}',
  ),
  jwe,
  json({
    payload: 'e30',
    protected: base64url(json(hs256)),
    header: { kid: 'a' },
    signature: 'AAAA',
  }),
  json({ payload: 'e30', signatures: [{ header: { alg: 'none' }, signature: 'AAAA' }, {}] }),
  json({ ciphertext: 'AAAA', recipients: [{ header: { alg: 'dir' } }], unprotected: { enc: 'x' } }),
  `${compact(hs256, { _sd: ['x'], list: [{ '...': 'y' }] })}~${member}~${jwt}`,
  `v4.public.${base64url('{"a":1}' + 's'.repeat(64))}.${base64url('{"kid":"k"}')}`,
  'v2.local.AAAAAAAAAAAAAAAAAAAAAAAA',
  `ghp_${'a1B2'.repeat(9)}`,
  `ghs_123_${jwt}`,
  'AKIAABCDEFGHIJKLMNOP',
  '123e4567-e89b-12d3-a456-426614174000',
  `Authorization: Bearer ${jwt}`,
  `curl -H 'Authorization: Bearer ${jwt}' -d '{"refresh_token":"opaque-token"}' https://x.example`,
  `https://x.example/cb?a=b#id_token=${jwt}&access_token=opaque%2Dtoken`,
  `Cookie: a=b; session=${jwt}; c=d`,
  json({ access_token: jwt, refresh_token: 'opaque-refresh', nested: [{ id_token: jwe }] }),
]

/** What breaks parsers: separators, escapes, syntax of other formats, lone surrogates. */
const trouble = [
  ...Array.from('.~=+/-_ \n\t\r"\'\\{}[]:,;&?#%<>$@*\0'),
  ...[
    'eyJ',
    'ew0',
    '\ufeff',
    '\ud800',
    '\udfff',
    '\u202e',
    '\u200b',
    'é',
    '😀',
    '%zz',
    '%41',
    '\\u',
    '\\ud83d',
  ],
  ...[
    '1e999',
    '-0',
    '12345678901234567890',
    'null',
    'Bearer ',
    'access_token=',
    '"alg":',
    '~~',
    '...',
  ],
]

type Edit = readonly [number, number, string]

const edit = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.nat({ max: 40 }),
  fc.oneof(fc.constantFrom('', ...trouble), fc.string({ maxLength: 6 })),
)

/** Replaces a range of the text. `from` is a fraction of its length. */
const applyEdit = (text: string, [from, length, insertion]: Edit): string => {
  const start = Math.floor(from * text.length)
  return text.slice(0, start) + insertion + text.slice(start + length)
}

/** An ordinary token with a few ranges replaced. */
export const mutatedToken = fc
  .tuple(fc.constantFrom(...ordinary), fc.array(edit, { minLength: 1, maxLength: 6 }))
  .map(([token, edits]) => edits.reduce(applyEdit, token))

/** A token whose header and payload are edited before they are encoded. */
export const mutatedContent = fc
  .tuple(
    fc.constantFrom(json(hs256), json({ alg: 'none', crit: ['b64'], b64: false }), '{"alg":5}'),
    fc.constantFrom('{"exp":1.5,"aud":["a"],"_sd":["x"]}', '[[{"a":[{}]}]]', '"text"', ''),
    fc.array(edit, { maxLength: 4 }),
    fc.array(edit, { maxLength: 4 }),
    fc.uint8Array({ maxLength: 80 }),
  )
  .map(([header, payload, ofHeader, ofPayload, signature]) =>
    compact(ofHeader.reduce(applyEdit, header), ofPayload.reduce(applyEdit, payload), signature),
  )

/** A readable header followed by parts of random bytes. */
export const randomParts = fc
  .tuple(
    fc.constantFrom('{"alg":"ES256"}', '{"alg":"dir","enc":"A128GCM"}', '{"typ":"JWT"}'),
    fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 6 }),
    fc.constantFrom('.', '.', '.', '~', '..'),
  )
  .map(([header, parts, separator]) => [base64url(header), ...parts.map(base64url)].join(separator))

/** Text of any UTF-16 units, including lone surrogates, with some trouble in it. */
export const randomText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(...trouble, ...ordinary),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(''))

/** JSON with any white space, and the same without it. */
export interface WrittenJson {
  text: string
  compact: string
}

const space = fc.constantFrom('', '', '', ' ', '\n', '\t \r\n')

const written = (text: string): WrittenJson => ({ text, compact: text })

const stringPiece = fc.oneof(
  fc.string({ maxLength: 8 }).map((text) => json(text).slice(1, -1)),
  fc.constantFrom(
    '\\u0041',
    '\\"',
    '\\/',
    '\\ud83d\\ude00',
    '\\ud800',
    'é',
    '😀',
    '\\n',
    '\u2028',
    '',
  ),
)
const stringText = fc.array(stringPiece, { maxLength: 4 }).map((pieces) => `"${pieces.join('')}"`)

const numberText = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(fc.constant('0'), fc.bigInt({ min: 1n, max: 10n ** 25n }).map(String)),
    fc.oneof(
      fc.constant(''),
      fc.nat().map((digits) => `.${digits}`),
    ),
    fc.constantFrom('', '', 'e5', 'E+10', 'e-400', 'e400'),
  )
  .map((pieces) => pieces.join(''))

const list = (open: string, close: string, items: fc.Arbitrary<WrittenJson>) =>
  fc
    .tuple(fc.array(fc.tuple(space, items, space), { maxLength: 5 }), space)
    .map(([entries, inside]): WrittenJson => {
      const texts = entries.map(([before, { text }, after]) => before + text + after)
      const compacts = entries.map(([, { compact: text }]) => text)
      return {
        text: open + (texts.length === 0 ? inside : texts.join(',')) + close,
        compact: open + compacts.join(',') + close,
      }
    })

/** Any JSON text: duplicate members, escapes, long numbers, white space everywhere. */
export const jsonText = fc.letrec<{ value: WrittenJson; member: WrittenJson }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(stringText, numberText, fc.constantFrom('true', 'false', 'null')).map(written),
    list('[', ']', tie('value')),
    list('{', '}', tie('member')),
  ),
  member: fc
    .tuple(fc.oneof(stringText, fc.constantFrom('"a"', '"b"')), space, space, tie('value'))
    .map(([name, before, after, value]) => ({
      text: `${name}${before}:${after}${value.text}`,
      compact: `${name}:${value.compact}`,
    })),
})).value

/** Edited JSON, most of which is no longer JSON. */
export const brokenJson = fc
  .tuple(jsonText, fc.array(edit, { minLength: 1, maxLength: 3 }))
  .map(([{ text }, edits]) => edits.reduce(applyEdit, text))
