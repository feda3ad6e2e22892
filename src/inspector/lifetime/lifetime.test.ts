import { describe, expect, it } from 'vitest'
import type { InspectionContext } from '../read/context.ts'
import { inspect } from '../inspect.ts'
import { stateAt } from './lifetime.ts'
import { base64url, compact, hs256, nowSeconds } from '../token.fixture.ts'

const lifetimeOf = (claims: unknown, context: Partial<InspectionContext> = {}) =>
  inspect(compact(hs256, claims), { nowSeconds, ...context }).lifetime

describe('the lifetime of a token', () => {
  it.each([
    [{ iat: 1, nbf: 2.5, exp: 3 }, {}, { source: 'jwt', atSeconds: 3 }],
    [{}, {}, { source: 'unknown' }],
    [{ exp: '3' }, {}, { source: 'unknown' }],
    ['{"exp":1e999}', {}, { source: 'unknown' }],
    [{ exp: 3 }, { answerExpiresAtSeconds: 5 }, { source: 'answer', atSeconds: 5 }],
    [{ exp: 3 }, { answerExpiresAtSeconds: 'never' }, { source: 'answer', atSeconds: 'never' }],
  ] as const)('of %j with %j ends as said first', (claims, context, expiry) => {
    expect(lifetimeOf(claims, context).expiry).toEqual(expiry)
  })

  it('begins at iat, else at its arrival', () => {
    expect(lifetimeOf({ iat: 1, nbf: 2.5 }, { arrivedAtSeconds: 9 })).toMatchObject({
      issuedAt: { seconds: 1, source: 'jwt' },
      notBefore: { seconds: 2.5, source: 'jwt' },
    })
    expect(lifetimeOf({}, { arrivedAtSeconds: 9 }).issuedAt).toEqual({
      seconds: 9,
      source: 'arrival',
    })
    expect(lifetimeOf({})).toMatchObject({ issuedAt: null, notBefore: null })
  })

  it('of an encrypted token is that of the one inside', () => {
    const jwe = [base64url('{"alg":"dir","enc":"A256GCM"}'), '', 'AAAA', 'AAAA', 'AAAA'].join('.')
    const { lifetime } = inspect(jwe, { nowSeconds, decrypted: compact(hs256, { exp: 7 }) })
    expect(lifetime.expiry).toEqual({ source: 'jwt', atSeconds: 7 })
  })
})

describe('stateAt', () => {
  const token = lifetimeOf({ nbf: 1000, exp: 2000 })

  it.each([
    [999, { state: 'not-yet', seconds: 1 }],
    [1000, { state: 'active', seconds: 1000 }],
    [1999.5, { state: 'active', seconds: 0.5 }],
    [2000, { state: 'expired', seconds: 0 }],
    [5600, { state: 'expired', seconds: 3600 }],
  ])('at %d is %j', (now, state) => expect(stateAt(token, now)).toEqual(state))

  it('counts times of the token by the clock of its service', () => {
    expect(stateAt(token, 1950, { clockSkewSeconds: 60 })).toEqual({
      state: 'expired',
      seconds: 10,
    })
    expect(stateAt(token, 2010, { clockSkewSeconds: -60 })).toEqual({
      state: 'active',
      seconds: 50,
    })
    expect(stateAt(token, 1980, { clockSkewSeconds: 30 })).toEqual({ state: 'active', seconds: 20 })
  })

  it('lets a token begin where its service is ahead by too little to count', () => {
    expect(stateAt(token, 995, { clockSkewSeconds: 5 }).state).toBe('active')
    expect(stateAt(token, 969, { clockSkewSeconds: 5 }).state).toBe('not-yet')
    expect(stateAt(token, 995).state).toBe('not-yet')
  })

  it('counts what the answer said by our own clock', () => {
    const answered = lifetimeOf({ exp: 1 }, { answerExpiresAtSeconds: 2000 })
    expect(stateAt(answered, 1950, { clockSkewSeconds: 600 })).toEqual({
      state: 'active',
      seconds: 50,
    })
  })

  it('takes an unknown end for unknown and never for never', () => {
    expect(stateAt(lifetimeOf({}), nowSeconds)).toEqual({ state: 'unknown' })
    const never = lifetimeOf({}, { answerExpiresAtSeconds: 'never' })
    expect(stateAt(never, nowSeconds)).toEqual({ state: 'never-ends' })
    expect(stateAt(lifetimeOf({ nbf: nowSeconds + 5 }), nowSeconds).state).toBe('not-yet')
  })
})

describe('near its end', () => {
  const states = (claims: object, margin: number, lefts: number[], context = {}) =>
    lefts.map((left) => {
      const lifetime = lifetimeOf({ ...claims, exp: nowSeconds }, context)
      const state = stateAt(lifetime, nowSeconds - left, { marginSeconds: margin })
      return state.state === 'soon' && state.due ? 'due' : state.state
    })

  it.each([
    ['of unknown length', {}, [301, 300, 61, 60]],
    ['of a day', { iat: nowSeconds - 86_400 }, [301, 300, 61, 60]],
    ['of an hour', { iat: nowSeconds - 3600 }, [301, 300, 61, 60]],
    ['of twenty minutes', { iat: nowSeconds - 1200 }, [121, 120, 61, 60]],
    ['that ends before it begins', { iat: nowSeconds + 5 }, [301, 300, 61, 60]],
  ])('a token %s is soon, then due', (_, claims, lefts) =>
    expect(states(claims, 60, lefts)).toEqual(['active', 'soon', 'soon', 'due']),
  )

  it('a wide margin makes a token due at once', () =>
    expect(states({ iat: nowSeconds - 86_400 }, 600, [601, 600])).toEqual(['active', 'due']))

  it('a token is due for no more than the last fifth of its life', () => {
    expect(states({ iat: nowSeconds - 60 }, 60, [60, 13, 12])).toEqual(['active', 'active', 'due'])
    const arrived = { arrivedAtSeconds: nowSeconds - 60 }
    expect(states({}, 60, [60, 13, 12], arrived)).toEqual(['active', 'active', 'due'])
  })

  it('a life counts from nbf where that is later', () => {
    const claims = { iat: nowSeconds - 86_400, nbf: nowSeconds - 60 }
    expect(states(claims, 60, [61, 60, 13, 12])).toEqual(['not-yet', 'active', 'active', 'due'])
  })

  it('the length of a life does not change with the clock skew', () => {
    const lifetime = lifetimeOf({ exp: 4000, iat: 3940 })
    const clock = { clockSkewSeconds: 3600, marginSeconds: 60 }
    expect(stateAt(lifetime, 387, clock).state).toBe('active')
    expect(stateAt(lifetime, 388, clock)).toEqual({ state: 'soon', seconds: 12, due: true })
    const answered = lifetimeOf({ iat: 3940 }, { answerExpiresAtSeconds: 400 })
    expect(stateAt(answered, 387, clock).state).toBe('active')
  })

  it('no token is soon where no margin is given', () =>
    expect(stateAt(lifetimeOf({ exp: nowSeconds + 1 }), nowSeconds).state).toBe('active'))
})
