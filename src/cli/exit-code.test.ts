import { describe, expect, it } from 'vitest'
import { inspect } from '../inspector/index.ts'
import { base64url, compact, hs256, nowSeconds } from '../inspector/token.fixture.ts'
import { exitCode } from './exit-code.ts'

const valid = { iss: 'https://issuer.example', sub: 'a', aud: 'b', exp: nowSeconds + 60 }
const expired = { ...valid, exp: nowSeconds - 60 }
const nested = compact({ alg: 'HS256', cty: 'JWT' }, compact(hs256, expired))

describe('the exit code', () => {
  it.each([
    ['a valid token', [compact(hs256, valid)], 0],
    ['an opaque token', ['0123456789abcdef'], 0],
    ['an expired token', [compact(hs256, expired)], 1],
    ['an expired token inside another', [nested], 1],
    ['one expired token of two', [compact(hs256, valid), compact(hs256, expired)], 1],
    ['a token whose signature is missing', [`${base64url('{"alg":"HS256"}')}.e30`], 1],
    ['a token cut off in its header', ['eyJhbGciOiJIUzI1'], 2],
    ['prose', ['There is none.'], 2],
    ['nothing', ['  '], 2],
    ['a readable token behind prose', ['There is none.', compact(hs256, valid)], 0],
  ])('of %s', (_, texts, code) => {
    expect(exitCode(texts.map((text) => inspect(text, { nowSeconds })))).toBe(code)
  })
})
