import { expect, it } from 'vitest'
import { createQueue } from './queue.ts'

it('runs actions one after the other, in the order they were asked for', async () => {
  const enqueue = createQueue()
  const story: string[] = []
  const action = (name: string, waitMs: number) => async () => {
    story.push(`${name} begins`)
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    story.push(`${name} ends`)
    return name
  }
  const results = await Promise.all([enqueue(action('slow', 10)), enqueue(action('quick', 0))])
  expect(results).toEqual(['slow', 'quick'])
  expect(story).toEqual(['slow begins', 'slow ends', 'quick begins', 'quick ends'])
})

it('gives the next action its turn after one that throws', async () => {
  const enqueue = createQueue()
  const thrown = enqueue(() => Promise.reject(new Error('broken')))
  const next = enqueue(() => Promise.resolve('done'))
  await expect(thrown).rejects.toThrow('broken')
  expect(await next).toBe('done')
})
