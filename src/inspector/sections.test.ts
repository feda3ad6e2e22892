import { describe, expect, it } from 'vitest'
import { inspect } from './inspect.ts'
import { sectionsOf, tokensInside } from './sections.ts'
import { base64url, compact, hs256, nowSeconds } from './token.fixture.ts'

const secret = 'ghp_0123456789abcdef0123456789abcdef0123'

const read = (text: string) => sectionsOf(inspect(text, { nowSeconds, maskTokens: true }))
const titles = (text: string) => read(text).map(({ title }) => title)

describe('the sections of a token', () => {
  it('begin with the claims', () => {
    expect(read(compact(hs256, { a: 1 }))).toMatchObject([
      { title: 'Claims', table: 'claims', object: { members: [{ name: 'a' }] } },
      { title: 'Header', table: 'header' },
    ])
  })

  it('tell the headers of several signatures apart', () => {
    const signature = { protected: base64url('{"alg":"HS256"}'), signature: 'AA' }
    const signatures = [signature, { ...signature, header: { kid: 'b' } }]
    expect(titles(JSON.stringify({ payload: base64url('{}'), signatures }))).toEqual([
      'Claims',
      'Header',
      'Header of signature 2',
      'Unprotected header of signature 2',
    ])
  })

  it('put disclosures between the claims and the header', () => {
    const disclosures = [['salt', 'name', 1], ['salt', 2], ['salt']].map((each) =>
      base64url(JSON.stringify(each)),
    )
    const sections = read([compact(hs256, { _sd: [] }), ...disclosures, ''].join('~'))
    expect(sections.map(({ title }) => title)).toEqual(['Claims', 'Disclosed claims', 'Header'])
    expect(sections[1]).toMatchObject({
      object: { members: [{ name: 'name' }, { name: 'array element 2' }] },
    })
  })

  it.each([
    ['[1,2]', { title: 'Payload', json: { kind: 'array' } }],
    ['some words', { title: 'Payload', text: 'some words' }],
    [new Uint8Array([0xff, 0x00]), { title: 'Payload, 2 bytes', text: 'ff00' }],
    [secret, { title: 'Payload', text: 'GitHub personal access token, 40 characters, hidden' }],
  ])('show the payload %o', (payload, section) => {
    expect(read(compact({ alg: 'HS256' }, payload))[0]).toMatchObject(section)
  })

  it('say so where the payload cannot be decoded', () => {
    const [header = '', , signature = ''] = compact(hs256, '').split('.')
    expect(read(`${header}.!!.${signature}`)[0]).toEqual({
      title: 'Payload',
      text: 'Not base64url. See the findings.',
    })
  })

  it('end with the footer of a PASETO', () => {
    const token = `v4.local.${base64url('x'.repeat(80))}.${base64url('key one')}`
    expect(read(token)).toEqual([{ title: 'Footer', text: 'key one' }])
  })
})

it('names a token inside another', () => {
  const nested = inspect(compact({ alg: 'HS256', cty: 'JWT' }, compact(hs256, {})), { nowSeconds })
  expect(tokensInside(nested)).toMatchObject([{ title: 'Inside', inside: { kind: 'jws' } }])
  expect(tokensInside(inspect(compact(hs256, {}), { nowSeconds }))).toEqual([])
})
