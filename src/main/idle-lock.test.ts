import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { defaultPreferences } from '../shared/preferences.ts'
import { watchIdle } from './idle-lock.ts'

const log: string[] = []
let idle = 0
let screenLocked = false
let limit = 0
let stop: () => void = () => undefined

beforeEach(() => {
  vi.useFakeTimers()
  log.length = 0
  ;[idle, screenLocked, limit] = [0, false, defaultPreferences.idleLockMinutes]
  stop = watchIdle({
    idleSeconds: () => idle,
    isScreenLocked: () => screenLocked,
    limitMinutes: () => limit,
    lock: (why) => log.push(`lock: ${why}`),
    unlock: () => log.push('unlock'),
  })
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

/** One look at the machine. */
const look = () => vi.advanceTimersByTime(10_000)

it('locks once the machine was idle for 15 minutes, unless another time is set', () => {
  idle = 15 * 60 - 1
  look()
  expect(log).toEqual([])
  idle = 15 * 60
  look()
  expect(log).toEqual(['lock: idle'])
  limit = 20
  look()
  expect(log).toEqual(['lock: idle'])
})

it('never locks an idle machine where that is switched off', () => {
  limit = 0
  idle = 1e6
  look()
  expect(log).toEqual([])
})

it('follows a screen lock that the system does not tell of', () => {
  screenLocked = true
  look()
  expect(log).toEqual(['lock: screen'])
  screenLocked = false
  look()
  look()
  expect(log).toEqual(['lock: screen', 'unlock'])
})

it('stops', () => {
  stop()
  idle = 1e6
  look()
  expect(log).toEqual([])
})
