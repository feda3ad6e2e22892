import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase64url } from './encoding/base64url.ts'
import {
  brokenJson,
  jsonText,
  mutatedContent,
  mutatedToken,
  randomParts,
  randomText,
} from './hostile.fixture.ts'
import { inspectToken } from './inspect.ts'
import { readJson } from './json/read.ts'
import { deepestNesting } from './json/reader.ts'
import { writeJson } from './json/write.ts'
import { isLongRun } from './long-run.fixture.ts'
import { findTokens } from './paste/find-tokens.ts'
import { nowSeconds } from './token.fixture.ts'

/** Inputs of each property, in thousands; ten times as many in the long run. */
const runs = {
  mutatedToken: 7,
  mutatedContent: 3,
  randomParts: 2,
  randomText: 2,
  base64url: 3,
  json: 2,
  brokenJson: 3,
}
const perThousand = isLongRun ? 10_000 : 1000
const leastInputs = 20 * perThousand

let inputs = 0

/** Checks a property on so many inputs, and counts those that were really tried. */
function holds<Input>(
  thousands: number,
  arbitrary: fc.Arbitrary<Input>,
  check: (input: Input) => void,
) {
  const counted = (input: Input) => {
    inputs++
    check(input)
  }
  fc.assert(fc.property(arbitrary, counted), { numRuns: thousands * perThousand })
}

/** Reads everything in a text, as the paste view does, and holds it to what is promised. */
function inspectAll(text: string) {
  const work = { steps: 0 }
  const tokens = findTokens(text, work)
  let read = 0
  for (const token of tokens) {
    const inspection = inspectToken(token, { nowSeconds, maskTokens: true }, work)
    read += token.text.length
    for (const { offset, length } of inspection.parts) {
      if (offset < 0 || offset + length > token.text.length) throw new Error('a part is outside')
    }
    const parts = inspection.parts.length
    for (const { place } of [...inspection.anomalies, ...inspection.findings]) {
      if (place !== undefined && place.part >= Math.max(parts, 1)) throw new Error('no such part')
    }
  }
  // Per character: looked for, decoded, read as text and as JSON, once more for each layer inside.
  expect(work.steps).toBeLessThan(25 * (text.length + read) + 200)
}

/** Long enough for a busy machine; a run takes a few seconds. */
const timeout = 120_000

describe('hostile inputs', { timeout }, () => {
  it('that once were tokens are read without a throw', () => {
    holds(runs.mutatedToken, mutatedToken, inspectAll)
  })

  it('inside the parts of a token are read without a throw', () => {
    holds(runs.mutatedContent, mutatedContent, inspectAll)
  })

  it('of random bytes are read without a throw', () => {
    holds(runs.randomParts, randomParts, inspectAll)
  })

  it('of any characters are read without a throw', () => {
    holds(runs.randomText, randomText, inspectAll)
  })

  it('in base64url decode as the engine decodes them, or are refused', () => {
    const base64 = fc.array(fc.constantFrom(...'ABab01-_=+/\n .é'.split('')), { maxLength: 12 })
    holds(runs.base64url, base64, (characters) => {
      const text = characters.join('')
      const { bytes, flaws } = decodeBase64url(text, { steps: 0 })
      if (bytes !== null) {
        expect(Buffer.from(bytes).toString('hex')).toBe(Buffer.from(text, 'base64').toString('hex'))
      }
      // Strict is what encodes to the same text again (RFC 4648 3.5).
      const again = bytes === null ? null : Buffer.from(bytes).toString('base64url')
      expect(flaws.length === 0).toBe(again === text)
    })
  })
})

/** Reads once as any text and, where it may, once more with the promise that it is plain. */
function read(text: string) {
  const once = readJson(text, { steps: 0 })
  if (!/[\0-\x1f\\]/.test(text)) expect(readJson(text, { steps: 0 }, true)).toEqual(once)
  return once
}

describe('JSON', { timeout }, () => {
  it('is written as it was read, but for white space between its tokens', () => {
    holds(runs.json, jsonText, ({ text, compact }) => {
      const { root } = read(text)
      expect(writeJson(root ?? expect.fail(`not read: ${text}`))).toBe(compact)
    })
  })

  it('is refused exactly where JSON.parse refuses it', () => {
    holds(runs.brokenJson, brokenJson, (text) => {
      const { root, oddities } = read(text)
      const whole = root !== null && !oddities.some(({ type }) => type === 'json-trailing-text')
      expect(whole).toBe(parses(text))
    })
  })

  it.each(['[', '{"a":', '[{"a":[', '[[[[{"b":'])('nested in %s is read to the limit', (open) => {
    for (const depth of [1, 10, deepestNesting, deepestNesting + 1, 1000, 100_000]) {
      const text = open.repeat(depth)
      expect(read(text).root).toBeNull()
    }
  })
})

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

it(`tried at least ${leastInputs.toLocaleString('en')} inputs`, () => {
  expect(inputs).toBeGreaterThanOrEqual(leastInputs)
})
