import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { compact, hs256, nowSeconds } from '../../inspector/token.fixture.ts'
import { held } from './provider.fixture.ts'
import { mergeTokens, slotsOf, summarizeTokens } from './token-set.ts'

const token = (text: string) => ({ text, arrivedAtMs: 1 })

describe('mergeTokens', () => {
  it('begins anew with obtain', () => {
    const before = held({ access: 'a', refresh: 'r', id: 'i' })
    const after = mergeTokens(before, { id: 'obtain' }, { access: token('b') })
    expect(after.tokens).toEqual({ access: token('b') })
  })

  it.each(['refresh', 'generate-refresh-token'])('keeps with %s what did not come', (id) => {
    const before = held({ access: 'a', refresh: 'r' })
    const after = mergeTokens(before, { id }, { access: token('b') })
    expect(after.tokens).toEqual({ access: token('b'), refresh: before.tokens.refresh })
  })

  it('replaces what did come, and leaves the old set alone', () => {
    const before = held({ access: 'a', refresh: 'r' })
    const received = { access: token('b'), refresh: token('s') }
    expect(mergeTokens(before, { id: 'refresh' }, received).tokens).toEqual(received)
    expect(before).toEqual(held({ access: 'a', refresh: 'r' }))
  })
})

describe('slotsOf', () => {
  it('has the order in which tokens are shown', () => {
    expect(slotsOf({ id: 1, refresh: 2, access: 3 })).toEqual(['access', 'refresh', 'id'])
  })
})

describe('summarizeTokens', () => {
  const exp = nowSeconds + 600

  it.each([
    ['the response before the JWT', { answerExpiresAtSeconds: 500 }, { exp }, 'answer', 500],
    ['the JWT where the response is silent', {}, { exp }, 'jwt', exp],
    [
      'never, where the response says so',
      { answerExpiresAtSeconds: 'never' as const },
      { exp },
      'answer',
      'never',
    ],
  ])('takes the expiry from %s', (_, stored, claims, source, atSeconds) => {
    const access = { text: compact(hs256, claims), arrivedAtMs: 100_900, ...stored }
    const [summary] = summarizeTokens({ tokens: { access } })
    expect(summary?.lifetime.expiry).toEqual({ source, atSeconds })
  })

  it('begins a life with iat, else with the arrival', () => {
    const startOf = (text: string) =>
      summarizeTokens({ tokens: { access: { text, arrivedAtMs: 100_900 } } })[0]?.lifetime.issuedAt
    expect(startOf('a')).toEqual({ seconds: 100.9, source: 'arrival' })
    expect(startOf(compact(hs256, { iat: 90 }))).toEqual({ seconds: 90, source: 'jwt' })
  })

  it('shows size and fingerprint, but never the token', () => {
    const text = 'secret-ü'
    const [summary] = summarizeTokens({
      tokens: { id: { text, arrivedAtMs: 0, clockSkewSeconds: 40 } },
    })
    expect(summary).toEqual({
      slot: 'id',
      arrivedAtMs: 0,
      lifetime: {
        issuedAt: { seconds: 0, source: 'arrival' },
        notBefore: null,
        expiry: { source: 'unknown' },
      },
      clockSkewSeconds: 40,
      bytes: 9,
      fingerprint: createHash('sha256').update(text).digest('hex').slice(0, 8),
    })
    expect(JSON.stringify(summary)).not.toContain('secret')
  })

  it('lists what is there in order', () => {
    const summaries = summarizeTokens(held({ id: 'i', refresh: 'r', access: 'a' }))
    expect(summaries.map(({ slot }) => slot)).toEqual(['access', 'refresh', 'id'])
  })
})
