import { describe, expect, it } from 'vitest'
import { answer, arrivedAtMs, parse, template } from '../provider.fixture.ts'
import { readRateLimits } from './rate-limits.ts'

const inSeconds = (seconds: number) => arrivedAtMs + seconds * 1000
const arrivedAtSeconds = arrivedAtMs / 1000

describe('readRateLimits', () => {
  it.each<[what: string, headers: Record<string, string>, limits: object[]]>([
    [
      'x-ratelimit with seconds left',
      { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '99', 'x-ratelimit-reset': '60' },
      [{ limit: 100, remaining: 99, resetsAtMs: inSeconds(60) }],
    ],
    [
      'x-ratelimit with an epoch in seconds',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(arrivedAtSeconds + 90) },
      [{ remaining: 0, resetsAtMs: inSeconds(90) }],
    ],
    [
      'x-ratelimit with an epoch in milliseconds',
      { 'x-ratelimit-reset': String(arrivedAtMs + 90_000) },
      [{ resetsAtMs: inSeconds(90) }],
    ],
    [
      'x-rate-limit',
      { 'x-rate-limit-limit': '15', 'x-rate-limit-remaining': '14' },
      [{ limit: 15, remaining: 14 }],
    ],
    [
      'the older drafts',
      { 'ratelimit-limit': '100, 100;w=60', 'ratelimit-remaining': '50', 'ratelimit-reset': '30' },
      [{ limit: 100, remaining: 50, resetsAtMs: inSeconds(30), windowSeconds: 60 }],
    ],
    [
      'the older drafts with several policies',
      { 'ratelimit-limit': '10, 10;w=1, 50;w=60', 'ratelimit-remaining': '9' },
      [{ limit: 10, remaining: 9 }],
    ],
    [
      'draft 7',
      { ratelimit: 'limit=100, remaining=50, reset=30', 'ratelimit-policy': '100;w=60' },
      [{ limit: 100, remaining: 50, resetsAtMs: inSeconds(30), windowSeconds: 60 }],
    ],
    [
      'the newer drafts',
      { ratelimit: '"default";r=50;t=30', 'ratelimit-policy': '"default";q=100;w=60' },
      [
        {
          name: 'default',
          limit: 100,
          remaining: 50,
          resetsAtMs: inSeconds(30),
          windowSeconds: 60,
        },
      ],
    ],
    [
      'several policies, of which one is told',
      {
        ratelimit: '"hour";r=999;t=3000',
        'ratelimit-policy': '"burst";q=10;w=1, "hour";q=1000;w=3600',
      },
      [
        { name: 'burst', limit: 10, windowSeconds: 1 },
        {
          name: 'hour',
          limit: 1000,
          remaining: 999,
          resetsAtMs: inSeconds(3000),
          windowSeconds: 3600,
        },
      ],
    ],
    [
      'names that hold separators and quotes',
      { ratelimit: '"a,b;c\\"d";r=5;t=1' },
      [{ name: 'a,b;c"d', remaining: 5, resetsAtMs: inSeconds(1) }],
    ],
    [
      'parameters that are not known',
      { ratelimit: '"default";r=50;pk=:cHM=:', 'ratelimit-policy': '"default";q=100;qu="bytes"' },
      [{ name: 'default', limit: 100, remaining: 50 }],
    ],
    [
      'two families: the newer one',
      { ratelimit: '"default";r=50', 'x-ratelimit-remaining': '3' },
      [{ name: 'default', remaining: 50 }],
    ],
    ['values that are no numbers', { 'x-ratelimit-limit': 'many', ratelimit: 'none' }, []],
    ['nothing', { date: 'today' }, []],
  ])('reads %s', (_, headers, limits) => {
    expect(readRateLimits(headers, {}, arrivedAtMs)).toEqual(limits)
  })

  it("reads the template's own names, written in any case, before all others", () => {
    const own = { limit: 'My-Limit', remaining: 'My-Remaining', reset: 'My-Reset' }
    const headers = {
      'my-limit': '5',
      'my-remaining': '4',
      'my-reset': '3',
      'ratelimit-limit': '9',
    }
    expect(readRateLimits(headers, { rateLimitHeaders: own }, arrivedAtMs)).toEqual([
      { limit: 5, remaining: 4, resetsAtMs: inSeconds(3) },
    ])
  })

  it('reads the standard ones where a template has names that are not sent', () => {
    const gocardless = template('gocardless-bank-account-data')
    const response = answer(200, {}, { 'x-ratelimit-remaining': '7' })
    expect(parse(gocardless, 'obtain', response).rateLimits).toEqual([{ remaining: 7 }])
  })
})
