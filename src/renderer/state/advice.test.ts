import { describe, expect, it } from 'vitest'
import { sampleToken, templates } from '../samples.fixture.ts'
import { stepFor } from './advice.ts'

const [template] = templates
if (!template) throw new Error('There is no template')

const hour = 3600
const day = 24 * hour
const access = (endsIn: number) => sampleToken({ endsIn })
const refresh = (endsIn: number) => sampleToken({ slot: 'refresh', endsIn })
const advise = (...tokens: ReturnType<typeof access>[]) => stepFor(tokens, template, Date.now(), 60)

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
      expect(stepFor(tokens, template, now * 1000, skew)).toBe(step)
    },
  )

  it.each([
    ['obtain', 'without a token', []],
    ['reuse', 'with an active access token', [access(day - 60), refresh(30 * day)]],
    ['refresh', 'with an expired one', [access(-8 * hour - 60), refresh(29 * day + 60)]],
    ['refresh', 'with one about to expire', [access(45), refresh(29 * day + 60)]],
    ['obtain', 'with an expired refresh token', [access(9 * hour + 60), refresh(-3 * day - 60)]],
  ] as const)('is to %s %s', (step, _, tokens) => expect(advise(...tokens)).toBe(step))

  it('does not count on a refresh token that no operation uses', () => {
    const operations = template.operations.filter(({ id }) => id !== 'refresh')
    const tokens = [access(-60), refresh(day)]
    expect(stepFor(tokens, { ...template, operations }, Date.now(), 60)).toBe('obtain')
  })

  it('waits for an access token that is not active yet', () => {
    const early = sampleToken({ endsIn: 2 * hour, startsIn: hour + 60 })
    expect(advise(early)).toBe('wait')
    expect(advise(early, refresh(day))).toBe('wait')
  })

  it('sends no refresh token that is not active yet', () => {
    const early = sampleToken({ slot: 'refresh', endsIn: day, startsIn: hour })
    expect(advise(access(-60), early)).toBe('obtain')
    expect(advise(access(hour), early)).toBe('reuse')
  })

  it.each([
    ['reuse', 60],
    ['reuse', 13],
    ['refresh', 12],
  ] as const)('is to %s a token of one minute that has %d s left', (step, left) => {
    const short = sampleToken({ endsIn: left, startedAgo: 60 - left })
    expect(advise(short, refresh(day))).toBe(step)
  })

  it('takes a token of unknown expiry as good', () =>
    expect(advise(sampleToken({ expiry: { source: 'unknown' } }))).toBe('reuse'))
})
