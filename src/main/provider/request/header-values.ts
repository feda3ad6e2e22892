/**
 * Basic credentials (RFC 7617), in UTF-8.
 *
 * @param formEncoded form-encode each half first, as OAuth requires of clients (RFC 6749 §2.3.1)
 * @returns the value of the `Authorization` header, or why these two cannot be sent
 */
export function basicCredentials(
  username: string,
  password: string,
  formEncoded: boolean,
): { header: string } | { problem: string } {
  if (formEncoded) return { header: basic(formEncode(username), formEncode(password)) }
  // RFC 7617 §2: the user name ends at the first colon, and control characters are not allowed.
  if (username.includes(':')) return { problem: 'cannot contain a colon in a user name for Basic' }
  if (/[\u0000-\u001f\u007f]/.test(username + password)) {
    return { problem: 'contains a line break or another control character' }
  }
  return { header: basic(username, password) }
}

/**
 * Why a text cannot be a header value (RFC 9110 §5.5); undefined if it can. A line break would start
 * another header, and characters beyond Latin-1 have no defined encoding in headers.
 */
export function headerProblem(text: string): string | undefined {
  if (/[\r\n]/.test(text)) return 'contains a line break'
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)) return 'contains a control character'
  if (/[^\u0000-\u00ff]/.test(text)) return 'contains a character that is not allowed in a header'
  return undefined
}

const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`

/** RFC 6749 appendix B. Encoding `a=<text>` gives the encoded text after the `=`. */
const formEncode = (text: string): string => new URLSearchParams({ a: text }).toString().slice(2)
