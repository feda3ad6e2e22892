import type { Content, PasetoReading } from './inspection.ts'
import type { FoundToken } from '../looks/found-token.ts'
import { objectIn, PartReader } from './parts.ts'
import type { ReadOptions } from './context.ts'

const pattern = /^v([1-4])\.(local|public)\./

/** Size of the signature at the end of a public payload: RSA 2048, Ed25519, P-384, Ed25519. */
const signatureBytes = { 1: 256, 2: 64, 3: 96, 4: 64 } as const

/** Reads `v4.public.<payload>` with an optional footer (paseto.io); null for anything else. */
export function readPaseto(token: FoundToken, options: ReadOptions): PasetoReading | null {
  const found = pattern.exec(token.text)
  if (found === null) return null
  const version = versionOf(found[1])
  const purpose = found[2] === 'local' ? 'local' : 'public'
  const start = found[0].length
  const [body = '', footer] = token.text.slice(start).split('.', 2)
  const reader = new PartReader(token, options)
  reader.add('prefix', 'Version and purpose', { text: found[0], offset: 0 })
  const isPublic = purpose === 'public'
  const role = isPublic ? 'payload' : 'ciphertext'
  const name = isPublic ? 'Payload and signature' : 'Encrypted payload'
  const { part, bytes } = reader.decode(role, name, { text: body, offset: start })
  const signed = bytes?.subarray(0, Math.max(0, bytes.length - signatureBytes[version])) ?? null
  const payload: Content = isPublic ? reader.content(part, signed) : { form: 'absent' }
  const footerContent = readFooter(footer, start + body.length + 1, reader)
  const label = `PASETO v${version} ${isPublic ? 'signed' : 'encrypted'} token`
  return {
    ...reader.sharedFields(label, null, objectIn(payload)),
    kind: 'paseto',
    version,
    purpose,
    payload: reader.shownContent(payload),
    footer: reader.shownContent(footerContent),
  }
}

function versionOf(digit: string | undefined): PasetoReading['version'] {
  const version = Number(digit)
  return version === 1 || version === 2 || version === 3 ? version : 4
}

/** Text or JSON. The footer is authenticated but never encrypted. */
function readFooter(footer: string | undefined, offset: number, reader: PartReader): Content {
  if (footer === undefined || footer === '') return { form: 'absent' }
  const { part, bytes } = reader.decode('footer', 'Footer', { text: footer, offset })
  return reader.content(part, bytes)
}
