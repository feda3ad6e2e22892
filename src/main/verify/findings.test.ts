import { describe } from 'vitest'
import { keyRows } from '../../inspector/findings/rows/key-rows.fixture.ts'
import { now } from '../../inspector/findings/rows/mint.fixture.ts'
import { tryRows } from '../../inspector/findings/rows/try-rows.fixture.ts'
import { verify } from './verify.fixture.ts'

describe('the findings that need a key', () => {
  tryRows(keyRows, async ({ text, keySource, nowSeconds = now }) => {
    const { findings } = await verify(text, keySource, { nowSeconds })
    return findings
  })
})
