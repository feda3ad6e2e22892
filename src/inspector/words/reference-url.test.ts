import { expect, it } from 'vitest'
import { findings } from '../findings/index.ts'
import { referenceUrl } from './reference-url.ts'

it.each([
  ['RFC 7519 4.1.4', 'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4'],
  ['RFC 7519 §4.1.4', 'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4'],
  ['RFC 9901', 'https://www.rfc-editor.org/rfc/rfc9901'],
  ['RFC 7515 4.1.6 to 4.1.8', 'https://www.rfc-editor.org/rfc/rfc7515#section-4.1.6'],
  ['8725bis 3.2', 'https://datatracker.ietf.org/doc/html/draft-ietf-oauth-rfc8725bis#section-3.2'],
  ['CVE-2022-21449', 'https://www.cve.org/CVERecord?id=CVE-2022-21449'],
  ['OIDC Core 3.1.3.6', 'https://openid.net/specs/openid-connect-core-1_0.html'],
  ['https://example.com', null],
  ['CVE-2022-21449&x=1', null],
  ['', null],
])('the address of %j is %s', (reference, url) => expect(referenceUrl(reference)).toBe(url))

it('every finding that cites something cites what has an address', () => {
  const cited = findings.filter(({ reference }) => reference !== '')
  const without = cited.filter(({ reference }) => referenceUrl(reference) === null)
  expect(without.map(({ id }) => id)).toEqual([])
})
