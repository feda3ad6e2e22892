import { describe, expect, it } from 'vitest'
import { childRows, type ClaimRow, claimRows, headerRows } from './claim-rows.ts'
import { readJson } from '../json/read.ts'
import type { Registry, ValueForm } from '../tables/registry.ts'
import { compact, hs256 } from '../token.fixture.ts'

const forms: Record<string, ValueForm> = { exp: 'time', scope: 'scope', aud: 'audience' }

const registry: Registry = {
  claim: (name, issuer) => ({
    text: `claim ${name}`,
    source: issuer ?? 'nobody',
    ...(forms[name] && { form: forms[name] }),
  }),
  headerParameter: (name) => (name === 'alg' ? { text: 'Algorithm', source: 'IANA' } : null),
}

function object(text: string) {
  const { root } = readJson(text, { steps: 0 })
  return root?.kind === 'object' ? root : expect.fail('no object')
}

const rows = (text: string) => claimRows(object(text), registry)
const row = (text: string): ClaimRow => rows(text)[0] ?? expect.fail('no row')

describe('claim rows', () => {
  it('keep the order, with pointers and meanings for the issuer', () => {
    expect(rows('{"b/c":1,"iss":"i","a":[]}')).toMatchObject([
      { name: 'b/c', pointer: '/b~1c', meaning: { text: 'claim b/c', source: 'i' }, childCount: 0 },
      { name: 'iss', pointer: '/iss' },
      { name: 'a', pointer: '/a' },
    ])
  })

  it.each([
    ['{"exp":1700000000.5}', { form: 'time', seconds: 1_700_000_000.5, milliseconds: false }],
    ['{"exp":1700000000000}', { form: 'time', seconds: 1_700_000_000_000, milliseconds: true }],
    [
      '{"exp":1700000000000000}',
      { form: 'time', seconds: 1_700_000_000_000_000, milliseconds: false },
    ],
    ['{"exp":253402300799}', { form: 'time', seconds: 253_402_300_799, milliseconds: false }],
    ['{"exp":-1}', { form: 'time', seconds: -1, milliseconds: false }],
    ['{"exp":1e999}', { form: 'plain' }],
    ['{"exp":"1700000000"}', { form: 'plain' }],
    ['{"scope":" openid  email "}', { form: 'scope', items: ['openid', 'email'] }],
    ['{"scope":["a","b"]}', { form: 'scope', items: ['a', 'b'] }],
    ['{"scope":["a",1]}', { form: 'plain' }],
    ['{"scope":{}}', { form: 'plain' }],
    ['{"aud":"api one"}', { form: 'audience', items: ['api one'] }],
    ['{"aud":["a","b"]}', { form: 'audience', items: ['a', 'b'] }],
    ['{"aud":[]}', { form: 'plain' }],
    ['{"sub":"openid email"}', { form: 'plain' }],
  ])('read %s as %j', (text, reading) => expect(row(text).reading).toEqual(reading))

  const none = {
    invisible: false,
    masked: false,
    token: false,
    long: false,
    duplicate: false,
    inexact: false,
  }

  it.each([
    ['{"a":"b"}', {}],
    [`{"a":"${'x'.repeat(200)}"}`, {}],
    [`{"a":"${'x'.repeat(201)}"}`, { long: true }],
    [`{"a":${'1'.repeat(201)}}`, { long: true, inexact: true }],
    ['{"a":12345678901234567890}', { inexact: true }],
    ['{"a":"b\u202ec"}', { invisible: true }],
    ['{"a\u200b":"b"}', { invisible: true }],
    ['{"a":"b\\u0000"}', { invisible: true }],
    ['{"a":1,"a":2}', { duplicate: true }],
    [`{"a":"${compact(hs256, {})}"}`, { token: true }],
  ])('flag %s', (text, flags) => expect(row(text).flags).toEqual({ ...none, ...flags }))

  it('show that a value was left behind', () => {
    const masked = { label: 'token', length: 5 }
    const value = { kind: 'string' as const, start: 0, end: 0, value: '', masked }
    const members = ['scope', 'aud'].map((name) => ({ name, nameStart: 0, value }))
    for (const each of claimRows({ kind: 'object', start: 0, end: 0, members }, registry)) {
      expect(each.flags).toMatchObject({ masked: true, token: true })
      expect(each.reading).toEqual({ form: 'plain' })
    }
  })

  it('unfold objects and arrays, the members of an actor with their meanings', () => {
    const [act, list] = rows('{"act":{"sub":"x","sub":"y"},"list":[1,{"a":[]}]}')
    expect(act?.childCount).toBe(2)
    expect(childRows(act ?? expect.fail(), registry)).toMatchObject([
      { pointer: '/act/sub', meaning: { text: 'claim sub' }, flags: { duplicate: true } },
      { pointer: '/act/sub', flags: { duplicate: true } },
    ])
    const [one, two] = childRows(list ?? expect.fail(), registry)
    expect(one).toMatchObject({ name: '0', pointer: '/list/0', meaning: null, childCount: 0 })
    expect(childRows(one ?? expect.fail(), registry)).toEqual([])
    expect(childRows(two ?? expect.fail(), registry)).toMatchObject([
      { name: 'a', pointer: '/list/1/a', meaning: null },
    ])
  })

  it('are built for a range of a long table alone', () => {
    const text = `{${Array.from({ length: 50 }, (_, index) => `"n${index % 49}":[${index}]`).join(',')}}`
    const range = claimRows(object(text), registry, { from: 48, to: 50 })
    expect(range.map(({ name, flags }) => [name, flags.duplicate])).toEqual([
      ['n48', false],
      ['n0', true],
    ])
    const [array] = rows('{"a":[10,11,12]}')
    expect(childRows(array ?? expect.fail(), registry, { from: 1, to: 9 })).toMatchObject([
      { name: '1', pointer: '/a/1', node: { text: '11' } },
      { name: '2', pointer: '/a/2', node: { text: '12' } },
    ])
  })

  it('of a header have the meanings of its parameters', () => {
    expect(headerRows(object('{"alg":"HS256","x":1}'), registry)).toMatchObject([
      { name: 'alg', meaning: { text: 'Algorithm' } },
      { name: 'x', meaning: null },
    ])
  })
})
