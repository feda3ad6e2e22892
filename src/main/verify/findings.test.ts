import { describe } from 'vitest'
import { keyRows } from '../../shared/jwt/findings/rows/key-rows.fixture.ts'
import { now } from '../../shared/jwt/findings/rows/mint.fixture.ts'
import { tryRows } from '../../shared/jwt/findings/rows/try-rows.fixture.ts'
import { verify } from './verify.fixture.ts'

describe('the findings that need a key', () => {
  tryRows(keyRows, async ({ text, keySource, nowSeconds = now }) => {
    const { findings } = await verify(text, keySource, { nowSeconds })
    return findings
  })
})
