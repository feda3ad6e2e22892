import { describe, expect, it } from 'vitest'
import { compareTokens } from './diff.ts'
import { inspect } from '../inspect.ts'
import { writeJson } from '../json/write.ts'
import { base64url, compact, hs256, nowSeconds } from '../token.fixture.ts'

const inspected = (claims: unknown, header: object = hs256, maskTokens = false) =>
  inspect(compact(header, claims), { nowSeconds, maskTokens })

function compare(before: unknown, after: unknown) {
  const { claims } = compareTokens(inspected(before), inspected(after))
  return claims.map((change) => [
    change.type,
    change.pointer,
    'before' in change ? writeJson(change.before) : null,
    'after' in change ? writeJson(change.after) : null,
    ...('seconds' in change && change.seconds !== null ? [change.seconds] : []),
  ])
}

describe('compareTokens', () => {
  it.each([
    [{ a: 1, b: 'x' }, { b: 'x', a: 1 }, []],
    ['{ "a" : "\\u0062" }', '{"a":"b"}', []],
    [
      { a: 1 },
      { b: 2 },
      [
        ['removed', '/a', '1', null],
        ['added', '/b', null, '2'],
      ],
    ],
    [{ a: 1 }, { a: 2 }, [['changed', '/a', '1', '2']]],
    ['{"a":1}', '{"a":1.0}', [['changed', '/a', '1', '1.0']]],
    [{ exp: 100.5 }, { exp: 400 }, [['changed', '/exp', '100.5', '400', 299.5]]],
    [{ toe: 100 }, { toe: 400 }, [['changed', '/toe', '100', '400', 300]]],
    [{ exp: 400 }, { exp: '400' }, [['changed', '/exp', '400', '"400"']]],
    [{ a: { exp: 1 } }, { a: { exp: 2 } }, [['changed', '/a/exp', '1', '2']]],
    [{ 'a/b': { c: 1, d: 2 } }, { 'a/b': { c: 1 } }, [['removed', '/a~1b/d', '2', null]]],
    [{ a: [1, 2] }, { a: [2, 1] }, [['changed', '/a', '[1,2]', '[2,1]']]],
    [{ a: {} }, { a: [] }, [['changed', '/a', '{}', '[]']]],
    [
      '{"a":1,"a":2}',
      '{"a":1,"a":3,"a":4}',
      [
        ['changed', '/a', '2', '3'],
        ['added', '/a', null, '4'],
      ],
    ],
    ['text', { a: 1 }, [['added', '/a', null, '1']]],
  ])('of %j and %j finds what changed', (before, after, changes) => {
    expect(compare(before, after)).toEqual(changes)
  })

  it('cannot tell whether values that were left behind changed', () => {
    const tokens = [1, 2].map((sub) =>
      inspected({ AccessToken: compact(hs256, { sub }) }, hs256, true),
    )
    const [before, after] = tokens
    const { claims } = compareTokens(before ?? expect.fail(), after ?? expect.fail())
    expect(claims).toMatchObject([{ type: 'hidden', pointer: '/AccessToken' }])
  })

  it('compares the headers too', () => {
    const { header } = compareTokens(inspected({}), inspected({}, { alg: 'RS256', typ: 'JWT' }))
    expect(header).toMatchObject([{ type: 'changed', pointer: '/alg' }])
  })

  it('compares the claims of tokens inside encrypted ones', () => {
    const jwe = [base64url('{"alg":"dir","enc":"A256GCM"}'), '', 'AAAA', 'AAAA', 'AAAA'].join('.')
    const opened = (claims: unknown) =>
      inspect(jwe, { nowSeconds, decrypted: compact(hs256, claims) })
    expect(compareTokens(opened({ a: 1 }), opened({ a: 2 })).claims).toHaveLength(1)
  })

  it.each([
    [{}, {}, 'unknown'],
    [{ kid: 'a' }, {}, 'unknown'],
    [{ kid: 'a' }, { kid: 'a' }, 'same'],
    [{ kid: 'a' }, { kid: 'b' }, 'different'],
    [{ kid: 'a', 'x5t#S256': 'x' }, { kid: 'b', 'x5t#S256': 'x' }, 'same'],
    [{ kid: 'a', jwk: { kty: 'oct' } }, { kid: 'a', jwk: { kty: 'EC' } }, 'different'],
    [{ jwk: { kty: 'oct', k: 'AA' } }, { jwk: { k: 'AA', kty: 'oct' } }, 'same'],
  ])('says of the headers %j and %j that the key is %3$s', (before, after, key) => {
    const compared = compareTokens(
      inspected({}, { ...hs256, ...before }),
      inspected({}, { ...hs256, ...after }),
    )
    expect(compared.key).toBe(key)
  })
})
