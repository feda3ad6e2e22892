import { describe, expect, it } from 'vitest'
import { answer, operation, template } from '../provider.fixture.ts'
import { responseParts } from './response-parts.ts'

const show = (
  id: string,
  operationId: string,
  response: ReturnType<typeof answer>,
  refused: boolean,
  secrets: string[] = [],
) => {
  const of = template(id)
  const parts = responseParts(of, operation(of, operationId), response, refused, secrets)
  return parts.map(({ place, name, value }) => [place, name, 'text' in value ? value.text : '•'])
}
const gocardless = 'gocardless-bank-account-data'

describe('responseParts', () => {
  it('names every member and shows expiries alone', () => {
    const body = { access: 'a', access_expires: 60, refresh: 'r', refresh_expires: 61, new: 'x' }
    expect(show(gocardless, 'obtain', answer(200, body), false)).toEqual([
      ['body', 'access', '•'],
      ['body', 'access_expires', '60'],
      ['body', 'refresh', '•'],
      ['body', 'refresh_expires', '61'],
      ['body', 'new', '•'],
    ])
  })

  it('shows the words of a refusal, struck, and masks the rest', () => {
    const body = { summary: 'No key-1', detail: ['a', 'b'], status_code: 401, secret_id: ['key-1'] }
    expect(show(gocardless, 'obtain', answer(401, body), true, ['key-1'])).toEqual([
      ['body', 'summary', 'No •••'],
      ['body', 'detail', 'a; b'],
      ['body', 'status_code', '401'],
      ['body', 'secret_id', '•'],
    ])
  })

  it('masks a place that is a word where it fails, and a token where it does not', () => {
    const body = { Message: 'short-token' }
    expect(show('banyan', 'obtain', answer(200, body), false)).toEqual([['body', 'Message', '•']])
    expect(show('banyan', 'obtain', answer(401, body), true)).toEqual([
      ['body', 'Message', 'short-token'],
    ])
  })

  it('shows nested members by their path', () => {
    const body = { error_code: 0, data: { refresh_token: 'r', 'a/b': 1 } }
    expect(show('banyan', 'generate-refresh-token', answer(200, body), false)).toEqual([
      ['body', 'error_code', '•'],
      ['body', 'data/refresh_token', '•'],
      ['body', 'data/a~1b', '•'],
    ])
  })

  it.each([
    'content-type',
    'content-length',
    'date',
    'retry-after',
    'ratelimit',
    'ratelimit-policy',
    'ratelimit-remaining',
    'x-ratelimit-reset',
    'x-rate-limit-limit',
    'http_x_ratelimit_limit',
    'x-request-id',
    'request-id',
    'x-correlation-id',
  ])('shows the header %s', (name) => {
    expect(show('ix-api', 'obtain', answer(200, '', { [name]: '1' }), false)).toEqual([
      ['header', name, '1'],
    ])
  })

  it.each(['set-cookie', 'server-timing', 'authorization', 'location', 'www-authenticate', 'etag'])(
    'leaves out the header %s',
    (name) => {
      expect(show('ix-api', 'obtain', answer(200, '', { [name]: 'secret' }), false)).toEqual([])
    },
  )

  it('has bounds, and strikes names', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`key-1 ${n}`, n]))
    const shown = show(gocardless, 'obtain', answer(200, many), false, ['key-1'])
    expect(shown).toHaveLength(40)
    expect(JSON.stringify(shown)).not.toContain('key-1')
  })

  it('names what is nested without end by its upper part', () => {
    const deep = '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)
    expect(show(gocardless, 'obtain', answer(200, deep), false)).toEqual([
      ['body', 'a/a/a/a/a/a', '•'],
    ])
  })

  it('shows nothing of a body that is no JSON', () => {
    expect(show(gocardless, 'obtain', answer(502, '<html>secret</html>'), true)).toEqual([])
  })
})
