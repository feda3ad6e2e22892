import { expect, it } from 'vitest'
import { oneAtATime } from './file-choice.ts'

it('shows one file dialog at a time', async () => {
  const answers: ((path: string) => void)[] = []
  const ask = () => new Promise<string>((resolve) => answers.push(resolve))
  const choose = oneAtATime({ toSave: ask, toOpen: ask })
  const first = choose.toSave('export.json')
  expect(await choose.toOpen()).toBeNull()
  expect(await choose.toSave('export.json')).toBeNull()
  answers[0]?.('/tmp/export.json')
  expect(await first).toBe('/tmp/export.json')
  const next = choose.toOpen()
  answers[1]?.('/tmp/import.json')
  expect(await next).toBe('/tmp/import.json')
})
