import { describe, expect, it } from 'vitest'
import { failure, sampleSummary, sampleToken, templates } from '../../samples.fixture.ts'
import { lineOf, needsSeconds } from './provider-line.ts'

const line = (change: Parameters<typeof sampleSummary>[1]) =>
  lineOf(sampleSummary('Bank', change), templates[0], Date.now(), 60)

describe("a provider's row", () => {
  it('has the time to its expiry in one unit, and the share of its life', () => {
    const half = line({ tokens: [sampleToken({ startedAgo: 3600, endsIn: 3601 })] })
    expect(half).toMatchObject({ tone: 'good', word: 'Active', left: '1 h', share: 0.5 })
  })

  it('has the time since its expiry, and no ring', () => {
    const expired = line({ tokens: [sampleToken({ endsIn: -241 })] })
    expect(expired).toMatchObject({ tone: 'bad', word: 'Expired', left: '4 min ago', share: null })
  })

  it('says which call failed, beside the expiry of what is left', () => {
    const lastOutcome = failure({ operation: 'refresh' })
    const refused = line({ tokens: [sampleToken({ endsIn: 7201 })], lastOutcome })
    expect(refused).toMatchObject({ tone: 'bad', word: 'Refresh failed', left: '2 h', share: null })
    expect(line({ lastOutcome: failure() })).toMatchObject({ word: 'Obtain failed', left: '' })
  })

  it.each([
    ['sandbox', 'https://bank.example', 'sandbox'],
    ['', 'demo:', 'demo'],
    ['demo', 'demo:', 'demo'],
    ['test', 'demo:', 'demo, test'],
  ])('names the environment "%s" of %s: %s', (environment, baseUrl, shown) => {
    expect(line({ provider: { environment, baseUrl } }).environment).toBe(shown)
  })

  it.each([
    [59, true],
    [110, true],
    [130, false],
    [-100, true],
    [-130, false],
  ])('counts seconds, %i s from its expiry: %s', (endsIn, counts) => {
    const tokens = [sampleToken({ endsIn, startedAgo: 1000 })]
    expect(needsSeconds(sampleSummary('Bank', { tokens }), Date.now())).toBe(counts)
  })
})
