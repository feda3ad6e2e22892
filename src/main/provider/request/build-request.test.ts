import { describe, expect, it } from 'vitest'
import { build, failureOf, held, template, valueOf } from '../provider.fixture.ts'

const secrets = {
  secret_id: 'id-1',
  secret_key: 'key-1',
  api_key: 'key-2',
  api_secret: 'secret-2',
  credential: 'credential-3',
}
const tokens = held({ access: 'access-0', refresh: 'refresh-0' })

describe('what is not there', () => {
  const gocardless = template('gocardless-bank-account-data')

  it.each([
    ['both secrets', {}, ['secret_id', 'secret_key'], 'Secret ID and Secret key are empty'],
    ['one secret', { secret_id: 'id-1' }, ['secret_key'], 'Secret key is empty'],
    [
      'nothing but white space',
      { secret_id: 'id-1', secret_key: ' \n' },
      ['secret_key'],
      'Secret key is empty',
    ],
  ])('is named: %s', (_, given, names, title) => {
    const failure = failureOf(build(gocardless, 'obtain', { secrets: given }))
    expect(failure).toMatchObject({ kind: 'blank-field', title, detail: 'No request was sent.' })
    expect(failure.fieldErrors?.map(({ field }) => field)).toEqual(names)
  })

  it('is named where it is a token', () => {
    const failure = failureOf(build(gocardless, 'refresh', { secrets }))
    expect(failure).toMatchObject({
      kind: 'blank-field',
      title: 'No refresh token yet',
      nextStep: 'Click Obtain first.',
    })
    expect(failure.fieldErrors).toEqual([{ field: 'refresh', message: 'No refresh token yet.' }])
  })

  it('is pointed at the operation that brings it', () => {
    const failure = failureOf(build(template('banyan'), 'refresh', { secrets }))
    expect(failure.nextStep).toBe('Click Generate refresh token first.')
  })

  it('does not matter to an operation that does without', () => {
    expect(build(gocardless, 'refresh', { tokens }).ok).toBe(true)
    expect(build(template('banyan'), 'refresh', { tokens }).ok).toBe(true)
  })

  it('is not found among the names that every object has', () => {
    const { operations, ...rest } = gocardless
    const [obtain] = operations
    if (!obtain) throw new Error('no operation')
    const field = { name: 'constructor', label: 'Constructor', secret: false, required: true }
    const body = {
      encoding: 'json' as const,
      entries: [{ at: '/a', value: { field: 'constructor' } }],
    }
    const odd = { ...rest, fields: [field], operations: [{ ...obtain, body }] }
    expect(failureOf(build(odd, 'obtain')).kind).toBe('blank-field')
  })
})

describe('what was pasted', () => {
  it('loses the white space around it', () => {
    const pasted = { secret_id: '\n id-1\t', secret_key: 'key-1\r\n' }
    const request = valueOf(
      build(template('gocardless-bank-account-data'), 'obtain', { secrets: pasted }),
    )
    expect(request.body).toBe('{"secret_id":"id-1","secret_key":"key-1"}')
  })

  it.each([
    ['a line break', 'one\r\nX-Injected: two', 'white space'],
    ['a space', 'one two', 'white space'],
    ['a control character', 'one\u0000two', 'a control character'],
    ['a letter beyond Latin-1', 'one→two', 'a character that is not allowed in a header'],
  ])('is refused in a header where it holds %s', (_, credential, problem) => {
    const failure = failureOf(build(template('banyan'), 'obtain', { secrets: { credential } }))
    expect(failure.kind).toBe('invalid-input')
    expect(failure.detail).toContain(problem)
    expect(failure.fieldErrors?.[0]?.field).toBe('credential')
    expect(JSON.stringify(failure)).not.toContain('two')
  })

  it('may hold anything where it goes into JSON', () => {
    const odd = { secret_id: 'a"b\nc', secret_key: '→\u0000' }
    const request = valueOf(
      build(template('gocardless-bank-account-data'), 'obtain', { secrets: odd }),
    )
    expect(JSON.parse(request.body ?? '')).toEqual(odd)
  })
})

describe('what the activity may show of a request', () => {
  it('names what was sent and masks its values', () => {
    const request = valueOf(build(template('ix-api'), 'obtain', { secrets }))
    expect(request.parts).toEqual([
      { place: 'body', name: 'api_key', value: { masked: true } },
      { place: 'body', name: 'api_secret', value: { masked: true } },
    ])
  })

  it('masks the authorization', () => {
    const request = valueOf(build(template('banyan'), 'obtain', { secrets }))
    expect(request.parts).toEqual([
      { place: 'header', name: 'authorization', value: { masked: true } },
    ])
  })

  it('masks a field that shares its name with a literal', () => {
    const { operations, ...rest } = template('gocardless-bank-account-data')
    const [obtain] = operations
    if (!obtain) throw new Error('no operation')
    const entries = [
      { name: 'key', value: { literal: 'shown' } },
      { name: 'key', value: { field: 'secret_key' } },
    ]
    const twice = { ...obtain, body: { encoding: 'form' as const, entries } }
    const request = valueOf(build({ ...rest, operations: [twice] }, 'obtain', { secrets }))
    expect(request.parts).toEqual([
      { place: 'body', name: 'key', value: { text: 'shown' } },
      { place: 'body', name: 'key', value: { masked: true } },
    ])
  })
})
