import { encodeBase64url } from '../encoding/base64url.ts'

const encoder = new TextEncoder()

/** base64url of a hash over the UTF-8 bytes of a text; `bytes` keeps only so many of its first. */
export async function digestText(hash: string, text: string, bytes?: number): Promise<string> {
  const digest = await crypto.subtle.digest(hash, encoder.encode(text))
  return encodeBase64url(new Uint8Array(digest).subarray(0, bytes))
}
