/** A body as text, which undici sends as UTF-8. */
export interface EncodedBody {
  contentType: string
  text: string
}

interface NamedText {
  name: string
  text: string
}

/** `application/x-www-form-urlencoded`, serialized as in the URL standard. */
export function encodeForm(entries: readonly NamedText[]): EncodedBody {
  const pairs = entries.map(({ name, text }): [string, string] => [name, text])
  return {
    contentType: 'application/x-www-form-urlencoded',
    text: new URLSearchParams(pairs).toString(),
  }
}

/**
 * `multipart/form-data` (RFC 7578), with names escaped as in the HTML standard. The boundary gets the
 * first number that no value contains (RFC 2046 §5.1.1), so the same values give the same body.
 */
export function encodeMultipart(entries: readonly NamedText[]): EncodedBody {
  let count = 0
  const boundary = () => `touchstone-boundary-${count}`
  while (entries.some(({ name, text }) => `${name}\n${text}`.includes(boundary()))) count += 1
  const parts = entries.map(
    ({ name, text }) =>
      `--${boundary()}\r\ncontent-disposition: form-data; name="${escapeName(name)}"\r\n\r\n${text}\r\n`,
  )
  return {
    contentType: `multipart/form-data; boundary=${boundary()}`,
    text: `${parts.join('')}--${boundary()}--\r\n`,
  }
}

const escapeName = (name: string): string =>
  name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
