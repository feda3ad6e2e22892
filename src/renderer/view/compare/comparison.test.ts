import { describe, expect, it } from 'vitest'
import { signedJwt } from '../../inspections.fixture.ts'
import { encrypted } from '../verify/verification.fixture.ts'
import { changesInWords, diffRows, keyInWords } from './comparison.ts'

const before = signedJwt(
  '{"alg":"RS256","kid":"one"}',
  '{"exp":1000,"iat":900,"roles":["a"],"act":{"sub":"x"},"gone":1,"iss":"me"}',
)
const after = signedJwt(
  '{"alg":"ES256","kid":"one"}',
  '{"exp":1900,"iat":840,"roles":["b"],"act":{"sub":"y"},"a/b":1,"iss":"me"}',
)

describe('two tokens side by side', () => {
  it('show what differs first, claims before the header, then what is the same', () => {
    const rows = diffRows(before, after)
    expect(rows.map(({ name, word }) => [name, word])).toEqual([
      ['exp', '15 min later'],
      ['iat', '1 min earlier'],
      ['roles', 'changed'],
      ['act/sub', 'changed'],
      ['gone', 'removed'],
      ['a/b', 'added'],
      ['header alg', 'changed'],
      ['iss', 'same'],
      ['header kid', 'same'],
    ])
    expect(rows.find(({ name }) => name === 'gone')).toMatchObject({ after: null })
    expect(rows.find(({ name }) => name === 'a/b')).toMatchObject({ before: null })
  })

  it('are those inside, where they are encrypted and open', () => {
    const rows = diffRows(encrypted(before), encrypted(after))
    expect(rows.map(({ name }) => name)).toContain('exp')
    expect(rows.map(({ name }) => name)).toContain('iss')
  })

  it('have nothing to compare where nothing can be read', () =>
    expect(diffRows(encrypted(), encrypted())).toEqual([]))
})

describe('what changed, in one line', () => {
  it('names the first few', () =>
    expect(changesInWords(before, after)).toBe(
      'exp 15 min later, iat 1 min earlier, roles, act/sub, without gone and 2 more; key unchanged',
    ))

  it.each([
    ['no readable values; key unchanged', before, before],
    ['new sub', signedJwt('{}', '{}'), signedJwt('{}', '{"sub":"a"}')],
    ['header kid; another key', signedJwt('{"kid":"1"}', '{}'), signedJwt('{"kid":"2"}', '{}')],
  ])('is %j', (words, one, other) => expect(changesInWords(one, other)).toBe(words))
})

it('says whether one key signed both, as far as their headers say', () =>
  expect([keyInWords(before, after), keyInWords(encrypted(), after)]).toEqual([
    'Both headers name the same key.',
    'Unknown whether they share a key: the headers do not both name one.',
  ]))
