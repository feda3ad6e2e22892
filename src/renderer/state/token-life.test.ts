import { describe, expect, it } from 'vitest'
import type { Expiry, Lifetime } from '../../inspector/index.ts'
import type { TokenSummary } from '../../shared/token.ts'
import { countsTo, lifeOf, lifetimeState, shareLeft } from './token-life.ts'

const now = 1_800_000_000
const jwt = (seconds: number) => ({ seconds, source: 'jwt' }) as const
const token = (
  expiry: Expiry,
  { clockSkewSeconds, ...more }: Partial<Lifetime> & { clockSkewSeconds?: number } = {},
): TokenSummary => ({
  slot: 'access',
  arrivedAtMs: now * 1000,
  lifetime: { issuedAt: jwt(now - 3600), notBefore: null, expiry, ...more },
  ...(clockSkewSeconds === undefined ? {} : { clockSkewSeconds }),
  bytes: 300,
  fingerprint: '00112233',
})
const endsIn = (seconds: number, source: 'answer' | 'jwt' = 'answer') =>
  token({ source, atSeconds: now + seconds })
const stateOf = (of: TokenSummary) => lifetimeState(of, now * 1000, 60).state

describe('the state of a token', () => {
  it.each([
    ['active', endsIn(3600)],
    ['soon', endsIn(60)],
    ['active', endsIn(501)],
    ['soon', endsIn(299)],
    ['expired', endsIn(0)],
    ['expired', endsIn(-1)],
    ['unknown', token({ source: 'unknown' })],
    ['never-ends', token({ source: 'answer', atSeconds: 'never' })],
    ['not-yet', token({ source: 'unknown' }, { notBefore: jwt(now + 10) })],
    ['expired', token({ source: 'jwt', atSeconds: now - 1 }, { notBefore: jwt(now + 10) })],
  ] as const)('is %s', (state, of) => expect(stateOf(of)).toBe(state))

  it('takes the last tenth of a short life as its end', () => {
    const short = (left: number) =>
      token({ source: 'jwt', atSeconds: now + left }, { issuedAt: jwt(now - 1170) })
    expect(stateOf(short(130))).toBe('soon')
    expect(stateOf(short(131))).toBe('active')
  })

  it('measures the times of the token by the clock of its service', () => {
    const ahead = { clockSkewSeconds: 3600 }
    expect(stateOf(token({ source: 'jwt', atSeconds: now + 1800 }, ahead))).toBe('expired')
    expect(stateOf(token({ source: 'answer', atSeconds: now + 1800 }, ahead))).toBe('active')
  })

  it.each([
    ['active', 30, 0],
    ['not-yet', 31, 0],
    ['active', 30, 30],
    ['not-yet', 31, 30],
    ['active', 3630, 3600],
    ['not-yet', 3631, 3600],
    // The service's clock is unknown, so `nbf` is taken as it is.
    ['not-yet', 1, undefined],
  ] as const)('is %s %d s before nbf where the service is %d s ahead', (state, wait, ahead) => {
    const skew = ahead === undefined ? {} : { clockSkewSeconds: ahead }
    const early = { notBefore: jwt(now + wait), ...skew }
    expect(stateOf(token({ source: 'jwt', atSeconds: now + 9000 }, early))).toBe(state)
  })

  it('takes clocks within half a minute of each other as equal', () =>
    expect(stateOf({ ...endsIn(10, 'jwt'), clockSkewSeconds: 30 })).toBe('soon'))
})

it('counts down to the start of a token that is not active yet', () => {
  const early = token({ source: 'jwt', atSeconds: now + 99 }, { notBefore: jwt(now + 10) })
  expect(countsTo(lifeOf(early), 'not-yet')).toBe((now + 10) * 1000)
  expect(countsTo(lifeOf(early), 'active')).toBe((now + 99) * 1000)
})

it.each([
  [0.5, endsIn(3600)],
  [0, endsIn(-5)],
  [null, token({ source: 'unknown' })],
  [1, token({ source: 'answer', atSeconds: 'never' })],
  [0, token({ source: 'jwt', atSeconds: now - 7200 })],
])('has %s of its life left', (share, of) => expect(shareLeft(lifeOf(of), now * 1000)).toBe(share))
