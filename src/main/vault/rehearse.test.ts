import { expect, it } from 'vitest'
import { rehearse } from './rehearse.ts'

it('goes through all that opens a record', async () => {
  expect(await rehearse()).toBe('opened')
})
