import { expect, it } from 'vitest'
import { warmUp } from './warm-up.ts'

it('goes through all that opens a record', async () => {
  expect(await warmUp()).toBe('opened')
})
