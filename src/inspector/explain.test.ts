import { expect, it } from 'vitest'
import { originText } from './explain.ts'
import { findTokens } from './paste/find-tokens.ts'
import { compact, hs256 } from './token.fixture.ts'

const token = compact(hs256, { sub: 'a' })

it.each([
  [token, ''],
  [`"${token}"`, 'Removed: quotes.'],
  [`Bearer ${token}`, 'Removed: the Bearer prefix.'],
  [
    `Authorization: Bearer ${token}`,
    'Found in an HTTP header, Authorization. Removed: the Bearer prefix.',
  ],
  [`{"access_token":"${token}"}`, 'Found in JSON, property access_token.'],
  [`[["${token}"]]`, 'Removed: the JSON around it.'],
  [`https://a.example/?jwt=${token}`, 'Found in a URL, query parameter jwt.'],
  [`https://a.example/#jwt=${token}`, 'Found in a URL, fragment parameter jwt.'],
  [`Cookie: session=${token}`, 'Found in a cookie, session.'],
])('says of %s where the token was and what stood around it', (pasted, words) => {
  const [found] = findTokens(pasted, { steps: 0 })
  expect(found && originText(found)).toBe(words)
})
