import { describe, expect, it } from 'vitest'
import { claimRows, readJson, registry } from '../../../inspector/index.ts'
import { copyable, find, meaningOf, referenceOf, unfold } from './claim-lines.ts'

function rowsOf(value: unknown) {
  const { root } = readJson(JSON.stringify(value), { steps: 0 })
  if (root?.kind !== 'object') throw new Error('no object')
  return claimRows(root, registry)
}

const claims = {
  iss: 'https://issuer.example',
  exp: 1_900_000_000,
  act: { sub: 'Service', roles: ['reader', 'writer'], on: true },
  list: [[{ deep: null }]],
}
const found = (query: string) => find(rowsOf(claims), query).map(({ row }) => row.pointer)

describe('finding in a token', () => {
  it.each([
    ['iss', ['/iss']],
    ['issuer', ['/iss']],
    ['19000', ['/exp']],
    ['service', ['/act', '/act/sub']],
    ['writer', ['/act', '/act/roles', '/act/roles/1']],
    ['roles', ['/act', '/act/roles', '/act/roles/0', '/act/roles/1']],
    ['true', ['/act', '/act/on']],
    ['null', ['/list', '/list/0', '/list/0/0', '/list/0/0/deep']],
    ['nowhere', []],
  ])('finds %j below what it is in', (query, pointers) => expect(found(query)).toEqual(pointers))

  it('finds the last of 10,000 claims', () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`claim-${i}`, i]))
    expect(find(rowsOf(many), 'claim-9999').map(({ key }) => key)).toEqual(['/9999'])
  })

  it('gives the same key to a row as the table that is not searched', () => {
    const keys = unfold(rowsOf(claims), () => true).map(({ key }) => key)
    for (const { key } of find(rowsOf(claims), 'e')) expect(keys).toContain(key)
  })
})

describe('what a row says', () => {
  it('is the meaning and where it is defined, in one piece', () => {
    const rows = rowsOf({ iss: 'a', unknown: 'b' })
    expect(rows.map(meaningOf)).toEqual(['Issuer', ''])
    expect(rows.map(referenceOf)).toEqual(['RFC\u00a07519\u00a04.1.1', ''])
  })

  it.each([
    ['a text as it is', { a: 'x"y' }, 'x"y'],
    ['anything else as JSON', { a: [1] }, '[\n  1\n]'],
  ])('is copied: %s', (_, value, copied) => expect(rowsOf(value).map(copyable)).toEqual([copied]))
})
