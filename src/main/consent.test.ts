import { expect, it } from 'vitest'
import { createConfirm, type Question, quotedName } from './consent.ts'

const question = { message: '', detail: '', buttons: ['No', 'Yes'] } satisfies Question

it('asks one question at a time, and declines any other meanwhile', async () => {
  const answers: ((button: number) => void)[] = []
  const confirm = createConfirm(() => new Promise((resolve) => answers.push(resolve)), Date.now)
  const first = confirm(question)
  expect(await confirm(question)).toBe(0)
  answers[0]?.(1)
  expect(await first).toBe(1)
  const next = confirm(question)
  answers[1]?.(1)
  expect(await next).toBe(1)
})

it('can ask again after the dialog failed', async () => {
  let works = false
  const confirm = createConfirm(
    () => (works ? Promise.resolve(1) : Promise.reject(new Error('no dialog'))),
    Date.now,
  )
  await expect(confirm(question)).rejects.toThrow('no dialog')
  works = true
  expect(await confirm(question)).toBe(1)
})

it('asks no more after many noes within a minute', async () => {
  let nowMs = 0
  let asked = 0
  const confirm = createConfirm(
    () => {
      asked += 1
      return Promise.resolve(0)
    },
    () => nowMs,
  )
  for (let time = 0; time < 20; time++) expect(await confirm(question)).toBe(0)
  expect(asked).toBe(10)
  nowMs = 61_000
  await confirm(question)
  expect(asked).toBe(11)
})

it.each(['Bank". Approved: "yes', 'two\nlines', `${'a'.repeat(59)}😀😀`])(
  'quotes the name %j so that it ends where it seems to end',
  (name) => {
    const shown = quotedName(name)
    expect(shown.slice(1, -1)).not.toContain('"')
    expect(shown).not.toContain('\n')
    expect(shown.isWellFormed()).toBe(true)
  },
)
