import { describe, expect, it } from 'vitest'
import { encodeForm, encodeMultipart } from './encode-body.ts'

const entries = [
  { name: 'a&b', text: 'c d+e=ü' },
  { name: 'q"n\r\nx', text: 'line 1\r\nline 2' },
]
const readable = entries.map(({ name, text }) => [name, text])

const read = async ({ contentType, text }: { contentType: string; text: string }) => {
  const response = new Response(text, { headers: { 'content-type': contentType } })
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- our own small text, not an upload
  return [...(await response.formData()).entries()]
}

describe('encodeForm', () => {
  it('is read back by another implementation', async () => {
    expect(await read(encodeForm(entries))).toEqual(readable)
  })
})

describe('encodeMultipart', () => {
  it('is read back by another implementation', async () => {
    expect(await read(encodeMultipart(entries))).toEqual(readable)
  })

  it('takes a boundary that no value holds', async () => {
    const hostile = [
      { name: 'a', text: '--touchstone-boundary-0--\r\ntouchstone-boundary-1' },
      { name: 'touchstone-boundary-2', text: 'b' },
    ]
    const encoded = encodeMultipart(hostile)
    expect(encoded.contentType).toBe('multipart/form-data; boundary=touchstone-boundary-3')
    expect(await read(encoded)).toEqual(hostile.map(({ name, text }) => [name, text]))
  })
})
