import { encodeBase64url } from '../encoding/base64url.ts'

const encoder = new TextEncoder()

/** Hash of a text in UTF-8, as base64url. `bytes` truncates it to its first bytes. */
export async function digestText(hash: string, text: string, bytes?: number): Promise<string> {
  const digest = await crypto.subtle.digest(hash, encoder.encode(text))
  return encodeBase64url(new Uint8Array(digest).subarray(0, bytes))
}
