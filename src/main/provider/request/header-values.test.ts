import { describe, expect, it } from 'vitest'
import { basicCredentials, headerProblem } from './header-values.ts'

describe('basicCredentials', () => {
  it.each([
    // The examples of RFC 7617, sections 2 and 2.1.
    ['Aladdin', 'open sesame', false, 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='],
    ['test', '123£', false, 'Basic dGVzdDoxMjPCow=='],
    ['a', 'b:c', false, 'Basic YTpiOmM='],
    ['a:b', 'c d', true, `Basic ${btoa('a%3Ab:c+d')}`],
  ])('encodes %j and %j (form-encoded: %s)', (username, password, formEncoded, header) => {
    expect(basicCredentials(username, password, formEncoded)).toEqual({ header })
  })

  it.each([
    ['a:b', 'c', /colon/],
    ['a', 'b\nc', /control character/],
    ['a\u0000', 'b', /control character/],
  ])('refuses %j and %j', (username, password, problem) => {
    expect(basicCredentials(username, password, false)).toEqual({
      problem: expect.stringMatching(problem) as string,
    })
  })
})

describe('headerProblem', () => {
  it.each(['', 'a b', 'é', '\t'])('finds none in %j', (text) => {
    expect(headerProblem(text)).toBeUndefined()
  })

  it.each(['a\r\nb', 'a\nb', 'a\u0000', '\u007f', '→', '😀'])('finds one in %j', (text) => {
    expect(headerProblem(text)).toBeTypeOf('string')
  })
})
