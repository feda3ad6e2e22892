import { describe, expect, it } from 'vitest'
import { inspectToken } from './inspect.ts'
import { isLongRun } from './long-run.fixture.ts'
import { findTokens } from './paste/find-tokens.ts'
import { base64url, compact, hs256, nowSeconds } from './token.fixture.ts'

/** A text of about so many characters, made of one piece again and again. */
const filled = (length: number, piece: string): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length)

const issued = compact(hs256, { _sd: ['x'] })
const part = base64url('{"alg":"HS256"}')

/** Shapes that make careless readers slow, for any length. */
const shapes: Record<string, (length: number) => string> = {
  'one letter': (length) => filled(length, 'a'),
  dots: (length) => filled(length, '.'),
  'tildes behind an SD-JWT': (length) => issued + filled(length, '~'),
  'disclosures behind an SD-JWT': (length) => issued + filled(length, '~WyJzIiwibiIsMV0'),
  'beginnings of headers': (length) => filled(length, 'eyJ'),
  'beginnings of headers in words': (length) => filled(length, 'eyJ-eyJ.'),
  'beginnings of tokens': (length) => filled(length, 'eyJhbGciOiJIUzI1NiJ9.e30. '),
  'names of tokens': (length) => filled(length, 'token= access_token: "Bearer abcdefgh '),
  'parameters of a URL': (length) =>
    `https://x.example/?${filled(length, 'access_token=abcdefgh&')}`,
  'parameters that only sound like tokens': (length) => filled(length, '&my_access=abcdefgh'),
  'fields that only sound like tokens': (length) => filled(length, 'my_access="abcdefgh" '),
  prose: (length) => filled(length, 'some words about tokens, and eyes. '),
  spaces: (length) => `x${filled(length, ' ')}x`,
  brackets: (length) => `eyJ${filled(length, ')')}x`,
  equals: (length) => `eyJhbGciOiJIUzI1NiJ9.e30.${filled(length, '=')}`,
  'equals before a letter': (length) => `eyJhbGciOiJIUzI1NiJ9.e30.${filled(length, '=')}a`,
  percents: (length) => `?token=eyJ${filled(length, '%41')}.%`,
  unicode: (length) => filled(length, '😀é\u202e\ud800'),
  'open arrays': (length) => filled(length, '['),
  'nested JSON': (length) => `{"a":${filled(length, '[')}`,
  'an open string': (length) => `{"a":"${filled(length, '\\u0041')}`,
  'a signature': (length) => `${part}.e30.${filled(length, 'AAAA')}`,
  'a payload of one name': (length) => payload(`{${filled(length, '"a":1,')}"z":0}`),
  'a payload of many names': (length) => payload(names(length)),
  'a payload of names that look alike': (length) => payload(names(length, 'a', 'z')),
  'a payload of small objects': (length) => payload(`[${filled(length, '{"a":1,"b":2},')}0]`),
  'a payload of a long number': (length) => payload(`{"exp":${filled(length, '1')}}`),
  'a payload of zeros': (length) => payload(`{"exp":0.${filled(length, '0')}1}`),
  'a payload of a long name': (length) => payload(`{"${filled(length, '~/')}":{"a":1,"a":2}}`),
  'a payload of a long text': (length) => payload(`{"a":"${filled(length, 'é😀\u202e ')}"}`),
  'a payload of escapes': (length) => payload(`{"a":"${filled(length, '\\ud800\\n')}"}`),
  'a payload of token names': (length) =>
    payload(`{"scope":"${filled(length, 'ghp_eyJ.v4.public.')}"}`),
  'a payload of spaces': (length) => payload(`{"a":${filled(length, ' ')}1}`),
  'signatures in JSON': (length) => `{"payload":"","signatures":[${filled(length, '{},')}{}]}`,
  'headers in JSON': (length) =>
    `{"payload":"","signature":"","header":{${names(length).slice(1)}}`,
  'tokens in tokens': (length) => tokenInToken(length),
}

const payload = (json: string): string => compact(hs256, json.replace(/,"a"?:?1?,?(?="z")/, ','))

function names(length: number, before = '', after = ''): string {
  const members: string[] = []
  for (let size = 0; size < length; size += members.at(-1)?.length ?? 0) {
    members.push(`"${before}${members.length}${after}":0,`)
  }
  return `{${members.join('')}"z":0}`
}

function tokenInToken(length: number): string {
  let token = compact(hs256, {})
  while (token.length < length) token = compact(hs256, token)
  return token
}

function stepsFor(text: string): number {
  const work = { steps: 0 }
  for (const token of findTokens(text, work)) {
    const { kind } = inspectToken(token, { nowSeconds, maskTokens: true }, work)
    expect(kind).toBeTypeOf('string')
  }
  return work.steps
}

/** Characters. The long run takes what the window takes at most. */
const lengths = isLongRun ? [500_000, 5_000_000] : [250_000, 1_250_000]

/** Long enough for a busy machine: five megabytes take a second or so. */
const timeout = 120_000

describe('the work', { timeout }, () => {
  it.each(Object.keys(shapes))('on %s grows as the text does', (name) => {
    const make = shapes[name] ?? expect.fail()
    const perCharacter = lengths.map((length) => {
      const text = make(length)
      return stepsFor(text) / text.length
    })
    const [small = 0, large = 0] = perCharacter
    expect(small).toBeGreaterThan(0)
    expect(large).toBeLessThan(25)
    // Bounds on how much is looked at make the work on a longer text less, never more.
    expect(large).toBeLessThan(1.2 * small + 0.1)
  })
})
