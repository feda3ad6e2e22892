import { expect, it } from 'vitest'
import { takeTurns } from './take-turns.ts'

it('runs actions one after the other, in the order they were asked for', async () => {
  const inTurn = takeTurns()
  const story: string[] = []
  const action = (name: string, waitMs: number) => async () => {
    story.push(`${name} begins`)
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    story.push(`${name} ends`)
    return name
  }
  const results = await Promise.all([inTurn(action('slow', 10)), inTurn(action('quick', 0))])
  expect(results).toEqual(['slow', 'quick'])
  expect(story).toEqual(['slow begins', 'slow ends', 'quick begins', 'quick ends'])
})

it('gives the next action its turn after one that throws', async () => {
  const inTurn = takeTurns()
  const thrown = inTurn(() => Promise.reject(new Error('broken')))
  const next = inTurn(() => Promise.resolve('done'))
  await expect(thrown).rejects.toThrow('broken')
  expect(await next).toBe('done')
})
