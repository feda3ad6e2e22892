import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { behindFrame } from './behind-frame.ts'

let frames: (() => void)[] = []
const frame = () => {
  const now = frames
  frames = []
  for (const run of now) run()
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
})

afterEach(() => {
  frames = []
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('runs what waits together, a pause behind one frame', () => {
  const ran: string[] = []
  behindFrame(30, () => ran.push('first'))
  behindFrame(30, () => ran.push('second'))
  expect(frames).toHaveLength(1)
  vi.advanceTimersByTime(1000)
  frame()
  vi.advanceTimersByTime(29)
  expect(ran).toEqual([])
  vi.advanceTimersByTime(1)
  expect(ran).toEqual(['first', 'second'])
})

it('keeps pauses apart, and does not run what is called off', () => {
  const ran: string[] = []
  behindFrame(0, () => ran.push('at once'))
  const callOff = behindFrame(30, () => ran.push('never'))
  frame()
  vi.advanceTimersByTime(0)
  expect(ran).toEqual(['at once'])
  callOff()
  vi.advanceTimersByTime(1000)
  expect(ran).toEqual(['at once'])
})

it('waits for another frame with what comes behind one', () => {
  const ran: string[] = []
  behindFrame(30, () => ran.push('first'))
  frame()
  behindFrame(30, () => ran.push('second'))
  vi.advanceTimersByTime(30)
  expect(ran).toEqual(['first'])
  frame()
  vi.advanceTimersByTime(30)
  expect(ran).toEqual(['first', 'second'])
})
