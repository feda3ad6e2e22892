import { describe, expect, it } from 'vitest'
import { inspect } from '../inspect.ts'
import { base64url, compact, hs256, nowSeconds } from '../token.fixture.ts'
import { findTokens } from './find-tokens.ts'
import { holdsToken } from '../looks/token-in-word.ts'

const jwt = compact(hs256, { sub: 'a' })
const other = compact(hs256, { sub: 'b' })
const github = `ghp_${'a1B2'.repeat(9)}`

const find = (pasted: string) => findTokens(pasted, { steps: 0 })
const only = (pasted: string) => {
  const [token, more] = find(pasted)
  expect(more).toBeUndefined()
  return token ?? expect.fail('no token found')
}

describe('findTokens', () => {
  it.each([
    [jwt, 'bare', []],
    [` ${jwt}\n`, 'bare', []],
    [`\ufeff${jwt}`, 'bare', []],
    [`"${jwt}"`, 'bare', ['quotes']],
    [`'${jwt}',`, 'bare', ['quotes']],
    [`“${jwt}”`, 'bare', ['quotes']],
    [`<${jwt}>`, 'bare', ['quotes']],
    [`${jwt},`, 'bare', ['trailing punctuation']],
    [`${jwt}"})`, 'bare', ['trailing punctuation']],
    [jwt.replace(/(.{40})/g, '$1\n'), 'bare', ['2 line breaks']],
    [jwt.replace(/(.{40})/, '$1\r\n  '), 'bare', ['a line break']],
    [`Bearer ${jwt.replace(/(.{80})/, '$1\n')}`, 'bare', ['the Bearer prefix', 'a line break']],
    [`${jwt}.`, 'bare', ['trailing punctuation']],
    [`${jwt}\nthanks`, 'text', []],
    [`${jwt}\n\nexpires in 3600`, 'text', []],
    [`Bearer ${jwt}\nthanks`, 'header', ['the Bearer prefix']],
    [`Bearer ${jwt}`, 'header', ['the Bearer prefix']],
    [`bearer\t${jwt}`, 'header', ['the bearer prefix']],
    [`DPoP ${jwt}`, 'header', ['the DPoP prefix']],
    [`Authorization: Bearer ${jwt}`, 'header', ['the Authorization header', 'the Bearer prefix']],
    [`authorization:${jwt}`, 'header', ['the authorization header']],
    [`X-Auth-Token: ${jwt}`, 'header', ['the X-Auth-Token header']],
    [
      `"Authorization": "Bearer ${jwt}"`,
      'header',
      ['the Authorization header', 'the Bearer prefix'],
    ],
    [
      `curl -s -H 'Authorization: Bearer ${jwt}' https://api.example.com/v1`,
      'header',
      ['the curl command', 'the Authorization header', 'the Bearer prefix'],
    ],
    [
      `curl https://x.example -d '{"refresh": "${jwt}"}'`,
      'json',
      ['the curl command', 'the JSON around refresh'],
    ],
    [`session=${jwt}`, 'cookie', ['the cookie name session']],
    [`Cookie: a=1; sid=${jwt}; b=2`, 'cookie', ['the cookie name sid']],
    [`Set-Cookie: sid=${jwt}; Path=/; HttpOnly`, 'cookie', ['the cookie name sid']],
    [
      `https://x.example/cb?state=1&access_token=${jwt}&x=2`,
      'url-query',
      ['the URL around access_token'],
    ],
    [`https://x.example/cb?a=1#id_token=${jwt}`, 'url-fragment', ['the URL around id_token']],
    [`grant_type=refresh_token&refresh_token=${jwt}`, 'form', ['the field name refresh_token']],
    [`{"token":"${jwt}"}`, 'json', ['the JSON around token']],
    [`[["${jwt}"]]`, 'json', ['the JSON around it']],
    [`{"h":"Bearer ${jwt}"}`, 'header', ['the JSON around h', 'the Bearer prefix']],
    [`{\\"token\\":\\"${jwt}\\"}`, 'json', ['the JSON around token']],
    [`The token is ${jwt}.`, 'text', []],
    [`export TOKEN=${jwt}`, 'environment', ['the variable name TOKEN']],
    [`ACCESS_TOKEN=${jwt}`, 'environment', ['the variable name ACCESS_TOKEN']],
    [`A=1\nACCESS_TOKEN="${jwt}"`, 'environment', ['the variable name ACCESS_TOKEN']],
    [`Cookie: SID=${jwt}`, 'cookie', ['the cookie name SID']],
    [`https://x.example/t/${jwt}/end`, 'text', []],
    [`prefix_${jwt}`, 'text', ['the prefix prefix_']],
  ])('takes the token out of %s', (pasted, foundIn, stripped) => {
    expect(only(pasted)).toMatchObject({ text: jwt, foundIn, stripped })
  })

  it.each(['\n', '  ', '   ', '\r\n\t', '\n'.repeat(40), '\ufeff', '\ufeff\n '])(
    'takes a header that begins with %j as the beginning of the token',
    (space) => {
      const header = `${space}{"alg":"HS256"}`
      const spaced = `${base64url(header)}${jwt.slice(jwt.indexOf('.'))}`
      for (const text of [spaced, `Bearer ${spaced}`, `x ${spaced} y`, `{"a":"${spaced}"}`]) {
        expect(only(text).text).toBe(spaced)
      }
      expect(only(`Bearer ${spaced}`).stripped).toEqual(['the Bearer prefix'])
      expect(only(`${spaced}.`).text).toBe(spaced)
      expect(only(spaced.replace('.', '!.')).text).toBe(spaced.replace('.', '!.'))
      for (const text of [spaced, `x ${spaced}`, `a=${spaced}`]) expect(holdsToken(text)).toBe(true)
    },
  )

  it.each([
    ...['ICAg.a.b', 'CgoK', 'IHs', '77u_', 'DQ.', 'I.', 'CnsPlugin.getInstance', 'IHsDriver.start'],
    ...['DXservice.controller.ts', 'CXsystems.example.com'],
  ])('takes no word for a header that begins with white space: %s', (word) => {
    expect(find(`some ${word} words`)).toEqual([])
    expect(holdsToken(`the key ${word}`)).toBe(false)
  })

  it.each([
    `${jwt}=`,
    jwt.replace('.', '==.'),
    `${jwt}+/`,
    `${jwt}!`,
    jwt.replace('.', '$.'),
    `${jwt}~`,
    `ghs_123_${jwt}`,
    compact({ alg: 'none' }, {}, new Uint8Array()),
    'v4.public.AAAAAAAAAAAAAAAAAAAA',
    github,
    '1//0gabcdefghijklmnop-_',
    'a3f1c7',
    'user:pass',
  ])('takes all of %s as the token, whatever is wrong with it', (text) => {
    expect(only(text)).toMatchObject({ text, foundIn: 'bare', stripped: [] })
  })

  it.each([
    ['https://x.example/#access_token=opaque%2Dtoken', 'opaque-token', 'access'],
    ['refresh_token=0123456789abcdef&x=1', '0123456789abcdef', 'refresh'],
    ['Authorization: Bearer 0123456789abcdef', '0123456789abcdef', null],
    ['Bearer 0123456789abcdef', '0123456789abcdef', null],
    ['{"access_token": "0123456789"}', '0123456789', 'access'],
    ['a sentence with access_token: "0123456789" in it', '0123456789', 'access'],
    [`Some key: ${github}`, github, null],
  ])('knows the opaque token in %s by what is around it', (pasted, text, slot) => {
    expect(only(pasted)).toMatchObject({ text, slot })
  })

  it.each([
    `{"${github}":"${jwt}"}`,
    `{"${github}": "${jwt}"`,
    `a ${github}="${jwt}"`,
    `${github}: ${jwt}`,
  ])('does not tell a token where the name of another one should stand: %s', (text) => {
    const token = find(text).find((found) => found.text === jwt)
    expect(token?.stripped.join()).toContain('[a token]')
    expect(JSON.stringify({ ...token, text: '' })).not.toContain(github)
  })

  it('decodes percent escapes, and leaves what are none', () => {
    const padded = `${jwt}==`
    expect(only(`?id_token=${encodeURIComponent(padded)}`).text).toBe(padded)
    expect(only(`?id_token=${jwt}%zz`).text).toBe(`${jwt}%zz`)
  })

  it('offers each token of an OAuth answer once, with its slot', () => {
    const answer = {
      access_token: jwt,
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: 'opaque refresh?'.replace(/\W/g, '-'),
      id_token: other,
      again: jwt,
      nested: { data: { AccessToken: github } },
    }
    expect(find(JSON.stringify(answer)).map(({ name, slot }) => [name, slot])).toEqual([
      ['access_token', 'access'],
      ['refresh_token', 'refresh'],
      ['id_token', 'id'],
      ['AccessToken', 'access'],
    ])
  })

  it('offers the tokens of several lines one by one', () => {
    expect(find(`${jwt}\n${other}\n`).map(({ text }) => text)).toEqual([jwt, other])
    expect(find(`{"token":"${jwt}"}\n{"token":"${other}"}`)).toHaveLength(2)
    expect(find(`first: ${jwt} second: ${github}`)).toHaveLength(2)
  })

  it('takes a JSON serialization as one token, in an answer too', () => {
    const [payload, signature] = [base64url('{}'), 'AAAA']
    const token = { payload, protected: base64url('{"alg":"HS256"}'), signature }
    const text = JSON.stringify(token, null, 2)
    expect(only(text)).toMatchObject({ text, foundIn: 'bare' })
    expect(only(JSON.stringify({ proof: token })).text).toBe(JSON.stringify(token))
  })

  it('takes a ciphertext that no header describes for none', () => {
    expect(find('{"ciphertext":"vault:v1:8SDd3WHDOjf7mq69CyCqYjBXAiQQAVZRkFM"}')).toEqual([])
    expect(only(`{"access_token":"${jwt}","ciphertext":"AAAA"}`).text).toBe(jwt)
  })

  it.each(['', 'prose without any token', '{"a":"b"}', 'Bearer', 'Bearer abc', 'x = 1; y = 2'])(
    'finds nothing in %j',
    (text) => expect(find(text).filter(({ text: found }) => /\s/.test(found))).toEqual([]),
  )

  it('offers a thousand tokens of a million', () => {
    const many = Array.from({ length: 3000 }, (_, index) => compact(hs256, { index }))
    expect(find(many.join(' '))).toHaveLength(1000)
  })
})

describe('inspect', () => {
  it('says where the token was and what was stripped', () => {
    const read = inspect(`https://x.example/#access_token=${jwt}`, { nowSeconds })
    expect(read).toMatchObject({
      kind: 'jws',
      foundIn: 'url-fragment',
      stripped: ['the URL around access_token'],
    })
  })

  it.each([{ slot: 'access' }, { foundIn: 'cookie' }] as const)(
    'takes the text as the token itself where the context says %j',
    (context) => {
      const read = inspect(`session=${jwt}`, { nowSeconds, ...context })
      expect(read).toMatchObject({ kind: 'opaque', foundIn: context.foundIn ?? 'bare' })
    },
  )
})
