import { expect, it } from 'vitest'
import { originText } from './explain.ts'
import { findTokens } from './paste/find-tokens.ts'
import { compact, hs256 } from './token.fixture.ts'

const token = compact(hs256, { sub: 'a' })

it.each([
  [token, ''],
  [`"${token}"`, 'Taken off: quotes.'],
  [`Bearer ${token}`, 'Taken off: the word Bearer.'],
  [
    `Authorization: Bearer ${token}`,
    'Found in an HTTP header, Authorization. Taken off: the word Bearer.',
  ],
  [`{"access_token":"${token}"}`, 'Found in JSON, member access_token.'],
  [`[["${token}"]]`, 'Taken off: the JSON around it.'],
  [`https://a.example/?jwt=${token}`, 'Found in a URL, query parameter jwt.'],
  [`https://a.example/#jwt=${token}`, 'Found in a URL, fragment parameter jwt.'],
  [`Cookie: session=${token}`, 'Found in a cookie, session.'],
])('says of %s where the token was and what stood around it', (pasted, words) => {
  const [found] = findTokens(pasted, { steps: 0 })
  expect(found && originText(found)).toBe(words)
})
