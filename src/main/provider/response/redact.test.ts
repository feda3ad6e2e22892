import { describe, expect, it } from 'vitest'
import { redact, redactKnown } from './redact.ts'

const secret = 'pä"ss/w+rd 1'
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'

describe('redact', () => {
  it.each([
    ['as it is', `Wrong ${secret}.`],
    ['encoded for a URL', `Wrong ${encodeURIComponent(secret)}.`],
    ['encoded for a form', `Wrong ${new URLSearchParams({ a: secret }).toString().slice(2)}.`],
    ['escaped for JSON', `Wrong ${JSON.stringify(secret).slice(1, -1)}.`],
    ['in base64', `Wrong ${Buffer.from(secret).toString('base64')}.`],
    ['in base64url', `Wrong ${Buffer.from(secret).toString('base64url')}.`],
  ])('takes a known secret out, %s', (_, text) => {
    expect(redact(text, [secret])).toBe('Wrong •••.')
  })

  it('takes every one out, the longer of two first', () => {
    expect(redact('abc abcdef abc', ['abc', 'abcdef'])).toBe('••• ••• •••')
  })

  it.each(['a', 'ä', '€', '😀', ' ', '+', '"', 'a b', 'é'.repeat(40)])(
    'takes out every form of %j where it is all of the text',
    (middle) => {
      const whole = `x${middle}x`
      const forms = [
        whole,
        encodeURIComponent(whole),
        JSON.stringify(whole).slice(1, -1),
        Buffer.from(whole).toString('base64'),
        Buffer.from(whole).toString('base64url'),
      ]
      expect(forms.map((form) => redact(form, [whole]))).toEqual(forms.map(() => '•••'))
    },
  )

  it('takes a secret out of a longer text after it was left out for a shorter one', () => {
    const secrets = ['abcdef', 'abc']
    expect(redact('abc', secrets)).toBe('•••')
    expect(redact('abcdef abc', secrets)).toBe('••• •••')
  })

  it('takes out a secret of hundreds of kilobytes', () => {
    const large = 'é'.repeat(200_000)
    expect(redact(`Wrong ${large}.`, [large])).toBe('Wrong •••.')
  })

  it('knows a secret with the white space around it that is not sent', () => {
    expect(redact('Wrong abc.', [' abc\n'])).toBe('Wrong •••.')
  })

  it.each(['', ' '])('leaves a text alone where a secret is %j', (blank) => {
    expect(redact('a b', [blank])).toBe('a b')
  })

  it.each([
    ['a JWT', `Token ${jwt} is expired`, 'Token ••• is expired'],
    ['the beginning of a JWT', 'Token eyJhbGciOiJIUz... is expired', 'Token •••... is expired'],
    ['a long opaque token', `Token ${'a1'.repeat(20)} is expired`, 'Token ••• is expired'],
  ])('takes out %s that nobody told it', (_, text, expected) => {
    expect(redact(text, [])).toBe(expected)
  })

  it.each([
    'Your IP 2001:db8:85a3::8a2e:370:7334 is not whitelisted',
    'Request 123e4567-e89b-12d3-a456-426614174000 failed',
    'See https://errors.ix-api.net/v2/validation-error.html',
    'incomprehensibilitiesincomprehensibilities',
  ])('leaves %j', (text) => {
    expect(redact(text, [])).toBe(text)
  })
})

describe('redactKnown', () => {
  it('leaves long identifiers, but neither JWTs nor what it was told', () => {
    const id = 'a1'.repeat(30)
    expect(redactKnown(`${id} ${jwt} abc`, ['abc'])).toBe(`${id} ••• •••`)
  })
})
