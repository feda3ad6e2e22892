import { expect, it } from 'vitest'
import type { Failure } from '../../shared/result.ts'
import { failure, sampleSummary, sampleToken, success } from '../samples.fixture.ts'
import { type Filter, passes, providerState } from './provider-state.ts'

const storage: Failure = { kind: 'storage', title: 'Unreadable', nextStep: 'Enter it.' }
const tokens = [sampleToken()]
const cancelled = failure({
  end: { ok: false, failure: { ...storage, kind: 'cancelled' } },
})
const run = { phase: 'sent', operation: 'obtain', sinceMs: 1, rotates: false } as const
const secrets = { state: 'enter-again', failure: storage } as const
const all = {
  none: sampleSummary('', {}),
  alive: sampleSummary('', { tokens, lastOutcome: success() }),
  soon: sampleSummary('', { tokens: [sampleToken({ endsIn: 30 })] }),
  expired: sampleSummary('', { tokens: [sampleToken({ endsIn: -30 })] }),
  failed: sampleSummary('', { tokens, lastOutcome: failure() }),
  cancelled: sampleSummary('', { tokens, lastOutcome: cancelled }),
  running: sampleSummary('', { run, lastOutcome: failure() }),
  locked: sampleSummary('', { secrets: { state: 'locked' }, lastOutcome: failure() }),
  again: sampleSummary('', { secrets, tokens }),
  unsaved: sampleSummary('', { tokens, unsaved: storage }),
}

it('is what stops the user, else the life of the token', () => {
  const states = Object.values(all).map((summary) => providerState(summary).is)
  expect(states).toEqual([
    ...['no-token', 'alive', 'alive', 'alive', 'failed', 'alive'],
    ...['running', 'locked', 'enter-again', 'not-saved'],
  ])
})

it.each<[Filter, string[]]>([
  ['all', Object.keys(all)],
  ['expiring', ['soon']],
  ['failed', ['failed', 'again', 'unsaved']],
])('passes the filter %s', (filter, names) => {
  const passing = Object.entries(all).filter(([, each]) => passes(filter, each, Date.now(), 60))
  expect(passing.map(([name]) => name)).toEqual(names)
})
