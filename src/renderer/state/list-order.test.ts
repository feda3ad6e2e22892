import { expect, it } from 'vitest'
import { failure, sampleSummary, sampleToken } from '../samples.fixture.ts'
import { type ListOrder, ordered } from './list-order.ts'

const soon = sampleSummary('soon 10', { tokens: [sampleToken({ endsIn: 60 })] })
const later = sampleSummary('Later 2', { tokens: [sampleToken({ endsIn: 6000 })] })
const gone = sampleSummary('gone', { tokens: [sampleToken({ endsIn: -60, startedAgo: 90 })] })
const unknown = sampleSummary('Unknown', {
  tokens: [sampleToken({ expiry: { source: 'unknown' }, startedAgo: 500 })],
})
const none = sampleSummary('none', { lastOutcome: failure({ startedAtMs: Date.now() }) })
const never = sampleSummary('soon 9', {})

it.each<[ListOrder, string[]]>([
  ['own', ['soon 10', 'none', 'Later 2', 'soon 9', 'gone', 'Unknown']],
  ['name', ['gone', 'Later 2', 'none', 'soon 9', 'soon 10', 'Unknown']],
  ['expiry', ['gone', 'soon 10', 'Later 2', 'Unknown', 'none', 'soon 9']],
  ['call', ['none', 'gone', 'Later 2', 'soon 10', 'Unknown', 'soon 9']],
])('orders by %s', (order, names) => {
  const all = [soon, none, later, never, gone, unknown]
  expect(ordered(all, order).map(({ provider }) => provider.name)).toEqual(names)
})
