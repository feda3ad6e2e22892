import { expect, it } from 'vitest'
import { createConfirm, type Question } from './consent.ts'

const question = { message: '', detail: '', buttons: ['No', 'Yes'] } satisfies Question

it('asks one question at a time, and declines any other meanwhile', async () => {
  const answers: ((button: number) => void)[] = []
  const confirm = createConfirm(() => new Promise((resolve) => answers.push(resolve)))
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
  const confirm = createConfirm(() =>
    works ? Promise.resolve(1) : Promise.reject(new Error('no dialog')),
  )
  await expect(confirm(question)).rejects.toThrow('no dialog')
  works = true
  expect(await confirm(question)).toBe(1)
})
