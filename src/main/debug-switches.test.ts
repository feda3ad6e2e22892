import { expect, it } from 'vitest'
import { opensToOthers } from './debug-switches.ts'

it.each([
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-debugging-io-pipes',
  'log-net-log',
])('refuses --%s', (given) => {
  expect(opensToOthers((name) => name === given)).toBe(true)
})

it('takes a command line without any of them', () => {
  expect(opensToOthers(() => false)).toBe(false)
})
