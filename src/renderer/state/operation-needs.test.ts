import { expect, it } from 'vitest'
import type { Operation } from '../../shared/template.ts'
import { sampleToken, templates } from '../samples.fixture.ts'
import { missingToken, slotsOf } from './operation-needs.ts'

const operation = (change: Partial<Operation>): Operation => ({
  id: 'x',
  label: 'X',
  method: 'POST',
  path: '/',
  body: { encoding: 'none' },
  accept: '2xx',
  tokens: {},
  rotation: 'never',
  errors: { title: [], detail: [], code: [], requestId: [], fields: [] },
  ...change,
})
const refresh = { token: 'refresh' } as const

it.each([
  ['the body', { body: { encoding: 'json', entries: [{ at: '/refresh', value: refresh }] } }],
  ['a form', { body: { encoding: 'form', entries: [{ name: 'refresh_token', value: refresh }] } }],
  ['the query', { query: { token: refresh } }],
  ['a header', { headers: { 'x-token': refresh } }],
  ['the bearer', { authorization: { scheme: 'bearer', token: refresh } }],
  [
    'Basic',
    { authorization: { scheme: 'basic', username: { literal: 'token' }, password: refresh } },
  ],
] satisfies [string, Partial<Operation>][])('misses a token that goes into %s', (_, change) => {
  expect(missingToken(operation(change), [])).toBe('refresh')
  expect(missingToken(operation(change), [sampleToken({ slot: 'refresh' })])).toBeUndefined()
})

it('misses nothing where fields alone are sent', () => {
  const sends = { authorization: { scheme: 'bearer', token: { field: 'key' } } } as const
  expect(missingToken(operation(sends), [])).toBeUndefined()
})

it('has a place for the tokens that may come, and for one that is there', () => {
  expect(slotsOf(templates[0], [])).toEqual(['access', 'refresh'])
  expect(slotsOf(undefined, [sampleToken({ slot: 'id' })])).toEqual(['id'])
})
