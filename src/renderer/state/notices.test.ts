import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Clock } from './clock.svelte.ts'
import { Notices } from './notices.svelte.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const texts = (notices: Notices) => notices.list.map(({ text }) => text)

it('shows a message for a while', () => {
  const notices = new Notices(new Clock())
  notices.say('Copied')
  expect(texts(notices)).toEqual(['Copied'])
  vi.advanceTimersByTime(20_000)
  expect(texts(notices)).toEqual([])
})

it('keeps a message while it is pointed at', () => {
  const notices = new Notices(new Clock())
  notices.say('Copied')
  const id = notices.list[0]?.id ?? 0
  notices.hold(id)
  vi.advanceTimersByTime(60_000)
  expect(texts(notices)).toEqual(['Copied'])
  notices.release(id)
  vi.advanceTimersByTime(20_000)
  expect(texts(notices)).toEqual([])
})

it('says the same thing once, and at most three things', () => {
  const notices = new Notices(new Clock())
  for (const text of ['a', 'b', 'a', 'c', 'd']) notices.say(text)
  expect(texts(notices)).toEqual(['a', 'c', 'd'])
})

it('takes a message back before its time', () => {
  const notices = new Notices(new Clock())
  const id = notices.say('Filled in')
  notices.say('Saved')
  notices.dismiss(id)
  expect(texts(notices)).toEqual(['Saved'])
})

it('undoes what was done last', () => {
  const notices = new Notices(new Clock())
  const undone: string[] = []
  notices.say('A deleted', { label: 'Undo', run: () => undone.push('A') })
  notices.say('B deleted', { label: 'Undo', run: () => undone.push('B') })
  notices.say('Copied')
  notices.undo()
  notices.undo()
  notices.undo()
  expect(undone).toEqual(['B', 'A'])
  expect(texts(notices)).toEqual(['Copied'])
})

it('says what went wrong, why and what to do', () => {
  const notices = new Notices(new Clock())
  notices.fail({
    kind: 'storage',
    title: 'Not saved',
    detail: 'Disk full.',
    nextStep: 'Free some.',
  })
  expect(notices.list[0]).toMatchObject({ tone: 'bad', text: 'Not saved' })
  expect(notices.list[0]?.detail).toBe('Disk full. Free some.')
})
