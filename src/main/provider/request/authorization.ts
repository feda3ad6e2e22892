/**
 * Basic credentials (RFC 7617), in UTF-8.
 *
 * @param formEncoded each half is form-encoded first, as OAuth asks of clients (RFC 6749 2.3.1).
 * @returns the value of the `Authorization` header, or why these two cannot be sent.
 */
export function basicCredentials(
  username: string,
  password: string,
  formEncoded: boolean,
): { header: string } | { problem: string } {
  if (formEncoded) return { header: basic(formEncode(username), formEncode(password)) }
  // RFC 7617 section 2: the first colon ends the user name, and controls have no place in either.
  if (username.includes(':')) return { problem: 'a user name for Basic cannot hold a colon' }
  if (/[\u0000-\u001f\u007f]/.test(username + password)) {
    return { problem: 'it holds a line break or another control character' }
  }
  return { header: basic(username, password) }
}

/**
 * Why a text cannot be a header value (RFC 9110 5.5), or undefined where it can. Line breaks would
 * begin another header; what is beyond Latin-1 has no defined encoding there.
 */
export function headerProblem(text: string): string | undefined {
  if (/[\r\n]/.test(text)) return 'it holds a line break'
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)) return 'it holds a control character'
  if (/[^\u0000-\u00ff]/.test(text)) return 'it holds a character that a header cannot carry'
  return undefined
}

function basic(username: string, password: string): string {
  const bytes = new TextEncoder().encode(`${username}:${password}`)
  return `Basic ${btoa(String.fromCharCode(...bytes))}`
}

/** Appendix B of RFC 6749; encoding `a=<text>` leaves exactly the value after the `=`. */
const formEncode = (text: string): string => new URLSearchParams({ a: text }).toString().slice(2)
