/** Members of a JWK that are secret (RFC 7517 §4, RFC 7518 §6). */
const secretMembers = /"(d|p|q|dp|dq|qi|oth|k)"\s*:/

/** Whether a key is public by its form, so that nobody need look away. In doubt it is not. */
export function isPublicKey(text: string): boolean {
  if (text.includes('PRIVATE KEY')) return false
  if (/-----BEGIN [A-Z ]*(PUBLIC KEY|CERTIFICATE)-----/.test(text)) return true
  return /"kty"\s*:/.test(text) && !secretMembers.test(text)
}
