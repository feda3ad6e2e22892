const rfc = /^RFC (\d{4,5})(?: §?(\d[\d.]*\d|\d))?/
const draft = /^8725bis §?(\d[\d.]*)/
const cve = /^CVE-\d{4}-\d{4,}$/

/** Documents that are cited by their names, whose sections have no numbers in their addresses. */
const named: readonly [string, string][] = [
  ['OIDC Core', 'https://openid.net/specs/openid-connect-core-1_0.html'],
  ['OIDC Back-Channel Logout', 'https://openid.net/specs/openid-connect-backchannel-1_0.html'],
  ['UTS 39', 'https://www.unicode.org/reports/tr39/'],
]

/**
 * The address of a cited document, at its section where that has an address; null for other texts.
 * Every address is on a host named here, whatever the text.
 *
 * @param reference as in a finding: `RFC 7519 4.1.4`
 */
export function referenceUrl(reference: string): string | null {
  const [, number, section] = rfc.exec(reference) ?? []
  if (number !== undefined) {
    const anchor = section === undefined ? '' : `#section-${section}`
    return `https://www.rfc-editor.org/rfc/rfc${number}${anchor}`
  }
  const [, ofDraft] = draft.exec(reference) ?? []
  if (ofDraft !== undefined) {
    return `https://datatracker.ietf.org/doc/html/draft-ietf-oauth-rfc8725bis#section-${ofDraft}`
  }
  if (cve.test(reference)) return `https://www.cve.org/CVERecord?id=${reference}`
  return named.find(([name]) => reference.startsWith(name))?.[1] ?? null
}
