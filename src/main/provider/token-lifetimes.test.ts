import { expect, it } from 'vitest'
import { inspect } from '../../inspector/index.ts'
import { base64url, compact, hs256, nowSeconds } from '../../inspector/token.fixture.ts'
import { contextOf, summarizeTokens } from './token-set.ts'

const times = { iat: nowSeconds - 60, nbf: nowSeconds - 30, exp: nowSeconds + 3600 }
const json = JSON.stringify(times)
const [header = '', payload = '', signature = ''] = compact(hs256, times).split('.')
const withPayload = (text: string | Uint8Array) => [header, base64url(text), signature].join('.')
const inside = compact(hs256, { ...times, exp: nowSeconds + 5 })
const deep = (levels: number) =>
  withPayload(`{"a":${'['.repeat(levels)}${']'.repeat(levels)},"exp":${times.exp}}`)
const jwe = [base64url('{"alg":"dir","enc":"A256GCM","exp":1}'), '', 'AAAA', 'AAAA', 'AAAA']

/** What tokens look like in the wild, broken ones included. */
const shapes: Record<string, string> = {
  'a compact JWS': compact(hs256, times),
  'a padded payload': [header, base64url(`${json} `) + '=', signature].join('.'),
  'a payload of the standard alphabet': compact(hs256, { ...times, a: '???>>>' }).replace('_', '/'),
  'a payload with a line break': [header, `${payload.slice(0, 9)}\n${payload.slice(9)}`, 's'].join(
    '.',
  ),
  "text behind the payload's JSON": withPayload(`${json} more`),
  'a payload that is cut off': withPayload(json.slice(0, -1)),
  'a payload of invalid UTF-8': withPayload(
    Buffer.from(`{"a":"\xff","exp":${times.exp}}`, 'latin1'),
  ),
  'a payload with a byte order mark': withPayload(`\ufeff${json}`),
  'a payload that is an array': withPayload(`[${json}]`),
  'a payload that is text': withPayload('some words'),
  'a payload of 64 levels': deep(63),
  'a payload of 65 levels': deep(64),
  'an exp twice': withPayload(`{"exp":1,"exp":${times.exp}}`),
  'an exp in escapes': withPayload(`{"\\u0065xp":${times.exp}}`),
  'an exp that is text': withPayload(`{"exp":"${times.exp}"}`),
  'an exp beyond a double': withPayload('{"exp":1e999}'),
  'an exp with a fraction': withPayload(`{"exp":${times.exp}.5,"nbf":1e3}`),
  'no times': compact(hs256, {}),
  'a flattened JSON JWS': JSON.stringify({ protected: header, payload, signature }),
  'a general JSON JWS': JSON.stringify({ payload, signatures: [{ protected: header, signature }] }),
  'a header that is no JSON': [base64url('eyJ'), payload, signature].join('.'),
  'a header that is cut off': [header.slice(0, -3), payload, signature].join('.'),
  'a header without an algorithm': compact({ typ: 'JWT' }, times),
  'an unsecured JWT': `${base64url('{"alg":"none"}')}.${payload}.`,
  'an unencoded payload': [base64url('{"alg":"HS256","b64":false,"crit":["b64"]}'), json, 's'].join(
    '.',
  ),
  'a detached payload': `${header}..${signature}`,
  'no signature': `${header}.${payload}`,
  'four parts': `${header}.${payload}.${signature}.more`,
  'a token in a token': withPayload(inside),
  'an SD-JWT': `${compact(hs256, times)}~${base64url('["s","exp",1]')}~`,
  'an encrypted token': jwe.join('.'),
  'a PASETO': `v4.public.${base64url(Buffer.concat([Buffer.from(json), Buffer.alloc(64)]))}`,
  'a GitHub token with a JWT in it': `ghs_0123456789_${compact(hs256, times)}`,
  'white space around it': ` ${compact(hs256, times)}\n`,
  'a word': 'opaque',
}

/** What the response may say beside it. */
const responses = [
  {},
  { answerExpiresAtSeconds: 5 },
  { answerExpiresAtSeconds: 'never' as const },
  { clockSkewSeconds: 90 },
]

it.each(Object.entries(shapes))('list and panel read the same lifetime from %s', (_, text) => {
  for (const response of responses) {
    const access = { text, arrivedAtMs: 9500, ...response }
    const [summary] = summarizeTokens({ tokens: { access } })
    const { lifetime } = inspect(text, { nowSeconds, ...contextOf('access', access) })
    expect(summary?.lifetime).toEqual(lifetime)
  }
})

it.each([
  ['a flattened JSON JWS', times.exp],
  ["text behind the payload's JSON", times.exp],
  ['a payload of invalid UTF-8', times.exp],
  ['a token in a token', nowSeconds + 5],
])('the list counts down to the exp of %s', (shape, atSeconds) => {
  const access = { text: shapes[shape] ?? '', arrivedAtMs: 9500 }
  const [summary] = summarizeTokens({ tokens: { access } })
  expect(summary?.lifetime.expiry).toEqual({ source: 'jwt', atSeconds })
})
