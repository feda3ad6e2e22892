import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ok, type Result } from '../../shared/result.ts'
import { fakeApi } from '../fake-api.fixture.ts'
import { Clock } from './clock.svelte.ts'
import { Revelation } from './revelation.svelte.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('shows one token, and hides it after the time that is set', async () => {
  const revelation = new Revelation(fakeApi(), new Clock())
  await revelation.reveal('a', 'access', 30)
  expect(revelation.of('a', 'access')?.text).toMatch(/^eyJ/)
  expect(revelation.of('a', 'refresh')).toBeNull()
  expect(revelation.of('b', 'access')).toBeNull()
  vi.advanceTimersByTime(30_000)
  expect(revelation.current).toBeNull()
})

it('shows nothing when the answer comes after it was hidden', async () => {
  let answer: (revealed: Result<string>) => void = () => {}
  const api = fakeApi({}, { revealToken: () => new Promise((resolve) => (answer = resolve)) })
  const revelation = new Revelation(api, new Clock())
  const revealing = revelation.reveal('a', 'access', 30)
  await vi.advanceTimersByTimeAsync(0)
  revelation.hide()
  answer(ok('secret'))
  await revealing
  expect(revelation.current).toBeNull()
})
