import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Clock } from './clock.svelte.ts'

beforeEach(() => vi.useFakeTimers({ now: 1_800_000_000_400 }))
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const second = 1000
const minute = 60 * second

it('ticks on the full minute while nobody needs seconds', () => {
  const clock = new Clock()
  const stop = clock.start()
  vi.advanceTimersByTime(30 * second)
  expect(clock.minuteMs).toBe(1_800_000_000_400)
  vi.advanceTimersByTime(30 * second)
  expect(clock.minuteMs).toBe(1_800_000_060_000)
  expect(vi.getTimerCount()).toBe(1)
  stop()
})

it('ticks on the full second while somebody needs it, and no longer', () => {
  const clock = new Clock()
  const stop = clock.start()
  const release = clock.needSeconds()
  vi.advanceTimersByTime(600)
  expect(clock.secondMs).toBe(1_800_000_001_000)
  vi.advanceTimersByTime(5 * second)
  expect(clock.secondMs).toBe(1_800_000_006_000)
  release()
  vi.advanceTimersByTime(10 * second)
  expect(clock.secondMs).toBe(1_800_000_006_000)
  stop()
})

it('needs one timer for any number of countdowns', () => {
  const clock = new Clock()
  const stop = clock.start()
  const releases = [clock.needSeconds(), clock.needSeconds(), clock.needSeconds()]
  expect(vi.getTimerCount()).toBe(1)
  for (const release of releases) release()
  expect(vi.getTimerCount()).toBe(1)
  stop()
  expect(vi.getTimerCount()).toBe(0)
})

it('rests while the window is hidden, and is right at once when it is back', () => {
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible')
  const clock = new Clock()
  const stop = clock.start()
  clock.needSeconds()
  visibility.mockReturnValue('hidden')
  document.dispatchEvent(new Event('visibilitychange'))
  expect(vi.getTimerCount()).toBe(0)
  vi.advanceTimersByTime(90 * minute)
  visibility.mockReturnValue('visible')
  document.dispatchEvent(new Event('visibilitychange'))
  expect(clock.secondMs).toBe(1_800_000_000_400 + 90 * minute)
  expect(clock.minuteMs).toBe(clock.secondMs)
  stop()
})

it('calls back once at a time, hidden or not, unless it is called off', () => {
  const clock = new Clock()
  const called = vi.fn<(word?: string) => void>()
  clock.alarm(Date.now() + second, called)
  const callOff = clock.alarm(Date.now() + second, () => called('never'))
  callOff()
  vi.advanceTimersByTime(minute)
  expect(called.mock.calls).toEqual([[]])
})
