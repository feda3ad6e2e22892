import type { IncomingMessage } from 'node:http'

/** Token requests have a few kilobytes. */
export const maximumBodyBytes = 64 * 1024

type BodyArrival =
  { state: 'complete'; body: Uint8Array } | { state: 'too-large' } | { state: 'aborted' }

/** Reads a request body. `aborted`: the client left before the body was complete. */
export function collectBody(request: IncomingMessage): Promise<BodyArrival> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > maximumBodyBytes) resolve({ state: 'too-large' })
      else chunks.push(chunk)
    })
    request.on('end', () => resolve({ state: 'complete', body: Buffer.concat(chunks) }))
    request.on('error', () => resolve({ state: 'aborted' }))
    request.on('close', () => resolve({ state: 'aborted' }))
  })
}

type BodyFields =
  | { state: 'fields'; fields: ReadonlyMap<string, unknown> }
  | { state: 'unsupported'; mediaType: string }
  | { state: 'malformed'; reason: string }
  | { state: 'not-an-object'; found: string } // JSON, but a list, a text, a number or null

/** Reads the fields of a body. Of equal names the last one counts, as in Django. */
export async function readFields(
  contentType: string | undefined,
  body: Uint8Array,
  accepted: readonly string[],
): Promise<BodyFields> {
  if (body.length === 0) return { state: 'fields', fields: new Map() }
  const mediaType = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (!accepted.includes(mediaType)) return { state: 'unsupported', mediaType }
  try {
    if (mediaType === 'multipart/form-data') {
      const headers = { 'content-type': contentType ?? '' }
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- advice for servers open to the world; here: loopback, 64 KB
      const form = await new Response(Buffer.from(body), { headers }).formData()
      return { state: 'fields', fields: new Map<string, unknown>(form.entries()) }
    }
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    return mediaType === 'application/json' ? jsonFields(text) : formFields(text)
  } catch (error) {
    return { state: 'malformed', reason: error instanceof Error ? error.name : 'unreadable' }
  }
}

const formFields = (text: string): BodyFields => ({
  state: 'fields',
  fields: new Map<string, unknown>(new URLSearchParams(text)),
})

function jsonFields(text: string): BodyFields {
  const value: unknown = JSON.parse(text)
  if (value === null) return { state: 'not-an-object', found: 'NoneType' }
  if (Array.isArray(value)) return { state: 'not-an-object', found: 'list' }
  if (typeof value !== 'object') return { state: 'not-an-object', found: typeof value }
  return { state: 'fields', fields: new Map(Object.entries(value)) }
}
