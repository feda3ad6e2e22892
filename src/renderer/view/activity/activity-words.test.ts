import { expect, it } from 'vitest'
import type { ActivityItem, OtherRequest, TokenUse, Transfer } from '../../../shared/outcome.ts'
import { isShown, type ShownKind, subjectOf, titleOf } from './activity-words.ts'

const keySet: OtherRequest = {
  id: '1',
  purpose: 'key-set',
  method: 'GET',
  url: 'https://login.example:8443/keys',
  startedAtMs: 0,
  durationMs: 12,
  status: 503,
  failure: { kind: 'http', title: 'Down', nextStep: 'Wait.' },
}
const use: TokenUse = {
  id: '2',
  use: 'copied',
  what: 'request',
  of: 'Bank',
  environment: 'sandbox',
  startedAtMs: 0,
}
const transfer: Transfer = {
  id: '3',
  transfer: 'exported',
  providers: 2,
  secrets: 0,
  startedAtMs: 0,
}
const items: ActivityItem[] = [keySet, use, transfer]

it('names what happened, and to what', () =>
  expect(items.map((item) => [titleOf(item), subjectOf(item)])).toEqual([
    ['Key set', 'login.example:8443'],
    ['Request with secrets copied', 'Bank'],
    ['2 providers exported', 'without secrets'],
  ]))

const shown = (kind: ShownKind, query = '') =>
  items.filter((item) => isShown(item, kind, query)).map(({ id }) => id)

it.each([
  ['all', ['1', '2', '3']],
  ['requests', ['1']],
  ['failed', ['1']],
  ['uses', ['2']],
  ['transfers', ['3']],
] as const)('narrows the list to %s', (kind, ids) => expect(shown(kind)).toEqual(ids))

it.each([
  ['LOGIN keys', ['1']],
  ['503', ['1']],
  ['failed get', ['1']],
  ['sandbox', ['2']],
  ['exported', ['3']],
  ['  ', ['1', '2', '3']],
  ['bank exported', []],
])('finds %j, every word of it', (query, ids) => expect(shown('all', query)).toEqual(ids))

it('does not call a request failed that succeeded', () => {
  const { failure: _, ...succeeded } = keySet
  expect(isShown(succeeded, 'failed', '')).toBe(false)
  expect(isShown(succeeded, 'all', 'succeeded')).toBe(true)
})
