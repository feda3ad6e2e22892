import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { afterFrame } from './first-frame.ts'

vi.unmock('./first-frame.ts')

let frames: (() => void)[] = []
const frame = () => {
  const now = frames
  frames = []
  for (const run of now) run()
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
  vi.stubGlobal('cancelAnimationFrame', (handle: number) => {
    frames[handle - 1] = () => undefined
  })
})

afterEach(() => {
  frames = []
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('calls back a pause after a frame, in the order of the calls', () => {
  const ran: string[] = []
  afterFrame(() => ran.push('first'))
  afterFrame(() => ran.push('second'))
  vi.advanceTimersByTime(1000)
  frame()
  vi.advanceTimersByTime(29)
  expect(ran).toEqual([])
  vi.advanceTimersByTime(1)
  expect(ran).toEqual(['first', 'second'])
})

it('waits for another frame with what is asked for after one', () => {
  const ran: string[] = []
  afterFrame(() => ran.push('first'))
  frame()
  afterFrame(() => ran.push('second'))
  vi.advanceTimersByTime(30)
  expect(ran).toEqual(['first'])
  frame()
  vi.advanceTimersByTime(30)
  expect(ran).toEqual(['first', 'second'])
})

it('does not call back once it is called off, before the frame or after it', () => {
  const ran: string[] = []
  afterFrame(() => ran.push('before'))()
  const callOff = afterFrame(() => ran.push('after'))
  frame()
  callOff()
  vi.advanceTimersByTime(1000)
  expect(ran).toEqual([])
})
