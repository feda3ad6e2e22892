import { expect, it } from 'vitest'
import { createCrashedPage, type CrashQuestion } from './crashed-page.ts'

/** A page that crashes, and a user who clicks the button at `answer`. */
function crashing(answer = 0) {
  const asked: CrashQuestion[] = []
  const done: string[] = []
  let nowMs = 0
  const crashed = createCrashedPage({
    ask: (question) => {
      asked.push(question)
      return Promise.resolve(answer)
    },
    reload: () => done.push('reload'),
    quit: () => done.push('quit'),
    now: () => nowMs,
  })
  return {
    asked,
    done,
    crash: (afterMs: number) => {
      nowMs += afterMs
      return crashed('crashed')
    },
  }
}

it('says what happened and reloads on request', async () => {
  const { asked, done, crash } = crashing()
  const crashed = crash(0)
  expect(done).toEqual([]) // nothing without a click
  await crashed
  expect(asked[0]).toMatchObject({
    message: 'The window has crashed',
    detail: expect.stringContaining('Reason: crashed.') as string,
    buttons: ['Reload', 'Quit'],
  })
  expect(done).toEqual(['reload'])
})

it('quits on request', async () => {
  const { done, crash } = crashing(1)
  await crash(0)
  expect(done).toEqual(['quit'])
})

it('only quits after the third crash within a minute', async () => {
  const { asked, done, crash } = crashing()
  for (const afterMs of [0, 20_000, 39_000]) await crash(afterMs)
  expect(asked.map(({ buttons }) => buttons.length)).toEqual([2, 2, 1])
  expect(asked[2]?.detail).toContain('3 crashes within a minute')
  expect(done).toEqual(['reload', 'reload', 'quit'])
})

it('forgets crashes after a minute', async () => {
  const { done, crash } = crashing()
  for (const afterMs of [0, 30_000, 30_000, 30_000]) await crash(afterMs)
  expect(done).toEqual(['reload', 'reload', 'reload', 'reload'])
})
