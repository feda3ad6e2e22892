import { describe, expect, it } from 'vitest'
import { sampleToken, templates } from '../samples.fixture.ts'
import { adviseOn } from './advice.ts'

const [template] = templates
if (!template) throw new Error('There is no template')

const hour = 3600
const day = 24 * hour
const access = (endsIn: number) => sampleToken({ endsIn })
const refresh = (endsIn: number) => sampleToken({ slot: 'refresh', endsIn })
const advise = (...tokens: ReturnType<typeof access>[]) =>
  adviseOn(tokens, template, Date.now(), 60)

describe('the advice', () => {
  const now = 1_800_000_000
  const ending = (slot: 'access' | 'refresh', atSeconds: number) =>
    sampleToken({ slot, expiry: { source: 'answer', atSeconds } })

  it.each([
    ['reuse', 61, 61, 60],
    ['refresh', 60, 61, 60],
    ['obtain', 61, 60, 60],
    ['obtain', 60, 60, 60],
    ['reuse', 1, 1, 0],
    ['refresh', 0, 1, 0],
  ] as const)(
    'is to %s where the access token ends in %d s, the refresh token in %d s, and the skew is %d s',
    (step, accessEnds, refreshEnds, skew) => {
      const tokens = [ending('access', now + accessEnds), ending('refresh', now + refreshEnds)]
      expect(adviseOn(tokens, template, now * 1000, skew).step).toBe(step)
    },
  )

  it.each([
    ['obtain', /^No token yet$/, []],
    ['reuse', /^Access token good for 23 h$/, [access(day - 60), refresh(30 * day)]],
    [
      'refresh',
      /^Access token expired 8 h ago, refresh token good for 29 d$/,
      [access(-8 * hour - 60), refresh(29 * day + 60)],
    ],
    [
      'refresh',
      /^Access token expires in \d+ s, refresh token good for 29 d$/,
      [access(45), refresh(29 * day + 60)],
    ],
    [
      'obtain',
      /^Access token good for 9 h, refresh token expired 3 d ago$/,
      [access(9 * hour + 60), refresh(-3 * day - 60)],
    ],
  ] as const)('is to %s where %s', (step, reason, tokens) => {
    const advice = advise(...tokens)
    expect(advice.step).toBe(step)
    expect(advice.reason).toMatch(reason)
  })

  it('does not count on a refresh token that no operation uses', () => {
    const operations = template.operations.filter(({ id }) => id !== 'refresh')
    const tokens = [access(-60), refresh(day)]
    const advice = adviseOn(tokens, { ...template, operations }, Date.now(), 60)
    expect(advice).toEqual({ step: 'obtain', reason: 'Access token expired 1 min ago' })
  })

  it('waits for an access token that is not valid yet', () => {
    const early = sampleToken({ endsIn: 2 * hour, startsIn: hour + 60 })
    const expected = { step: 'wait', reason: 'Access token not valid for another 1 h' }
    expect(advise(early)).toEqual(expected)
    expect(advise(early, refresh(day))).toEqual(expected)
  })

  it('sends no refresh token that is not valid yet', () => {
    const early = sampleToken({ slot: 'refresh', endsIn: day, startsIn: hour })
    expect(advise(access(-60), early).step).toBe('obtain')
    expect(advise(access(hour), early).step).toBe('reuse')
  })

  it.each([
    ['reuse', 60],
    ['reuse', 13],
    ['refresh', 12],
  ] as const)('is to %s a token of one minute that has %d s left', (step, left) => {
    const short = sampleToken({ endsIn: left, startedAgo: 60 - left })
    expect(advise(short, refresh(day)).step).toBe(step)
  })

  it('takes a token of unknown expiry as good', () =>
    expect(advise(sampleToken({ expiry: { source: 'unknown' } }))).toEqual({
      step: 'reuse',
      reason: 'Access token with unknown expiry',
    }))
})
