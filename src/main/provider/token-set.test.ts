import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { held } from './provider.fixture.ts'
import { mergeTokens, slotsOf, summarizing } from './token-set.ts'

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

describe('summarizing', () => {
  const summarize = summarizing(() => ({}))

  it.each([
    [
      'the answer before the JWT',
      { answerExpiresAtSeconds: 500 },
      { expiresAtSeconds: 600 },
      { source: 'answer', atSeconds: 500 },
    ],
    [
      'the JWT where the answer is silent',
      {},
      { expiresAtSeconds: 600 },
      { source: 'jwt', atSeconds: 600 },
    ],
    [
      'never, where the answer says so',
      { answerExpiresAtSeconds: 'never' as const },
      { expiresAtSeconds: 600 },
      { source: 'answer', atSeconds: 'never' },
    ],
    ['unknown, where nobody says anything', {}, {}, { source: 'unknown' }],
  ])('takes the expiry from %s', (_, stored, times, expiry) => {
    const set = { tokens: { access: { text: 'a', arrivedAtMs: 100_900, ...stored } } }
    expect(summarizing(() => times)(set)[0]?.expiry).toEqual(expiry)
  })

  it('begins a life with iat, else with the arrival', () => {
    const set = { tokens: { access: { text: 'a', arrivedAtMs: 100_900 } } }
    expect(summarize(set)[0]?.startsAtSeconds).toBe(100)
    expect(summarizing(() => ({ issuedAtSeconds: 90 }))(set)[0]?.startsAtSeconds).toBe(90)
  })

  it('shows size and fingerprint, but never the token', () => {
    const text = 'secret-ü'
    const [summary] = summarizing(() => ({ notBeforeSeconds: 5 }))({
      tokens: { id: { text, arrivedAtMs: 0, clockSkewSeconds: 40 } },
    })
    expect(summary).toEqual({
      slot: 'id',
      arrivedAtMs: 0,
      startsAtSeconds: 0,
      notBeforeSeconds: 5,
      expiry: { source: 'unknown' },
      clockSkewSeconds: 40,
      bytes: 9,
      fingerprint: createHash('sha256').update(text).digest('hex').slice(0, 8),
    })
    expect(JSON.stringify(summary)).not.toContain('secret')
  })

  it('lists what is there in order', () => {
    const summaries = summarize(held({ id: 'i', refresh: 'r', access: 'a' }))
    expect(summaries.map(({ slot }) => slot)).toEqual(['access', 'refresh', 'id'])
  })

  it('looks at a token once, and at another one of the same text anew', () => {
    const looked: string[] = []
    const summarizeHere = summarizing((text) => {
      looked.push(text)
      return {}
    })
    const { access = token('') } = held({ access: 'a' }).tokens
    const first = summarizeHere({ tokens: { access } })
    expect(summarizeHere({ tokens: { access, refresh: token('r') } })).toMatchObject([
      ...first,
      { slot: 'refresh' },
    ])
    expect(looked).toEqual(['a', 'r'])
    expect(summarizeHere({ tokens: { access: { ...access, arrivedAtMs: 5000 } } })).toMatchObject([
      { arrivedAtMs: 5000 },
    ])
    expect(summarizeHere({ tokens: { refresh: access } })).toMatchObject([{ slot: 'refresh' }])
    expect(looked).toEqual(['a', 'r', 'a', 'a'])
  })
})
