import { expect, it } from 'vitest'
import { reachWords } from './reach-words.ts'

it.each([
  [200, 'good', 'Reachable', 'Server responded after 87 ms, with status 200.'],
  [404, 'good', 'Reachable', /^Server responded after 87 ms, with status 404\. Check/],
  [401, 'good', 'Reachable', /with status 401\. This is normal/],
  [502, 'soon', 'Reachable, with an error', /with status 502. The server is reachable/],
])('says what status %d at a base URL means', (status, tone, word, text) => {
  const words = reachWords({ status, durationMs: 87 })
  expect(words).toMatchObject({ tone, word })
  expect(words.text).toEqual(typeof text === 'string' ? text : expect.stringMatching(text))
})
