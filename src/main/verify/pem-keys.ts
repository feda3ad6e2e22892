import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { jwkShape } from './jwk-shape.ts'
import { quote } from '../../inspector/index.ts'
import type { FoundKey, FoundKeys } from './key.ts'

/** Every PEM block in a text (RFC 7468), in order. `\n` written as two characters is one line break. */
export function readPemKeys(text: string): FoundKeys {
  const blocks = pemBlocks(text.replaceAll('\\r', '').replaceAll('\\n', '\n'))
  if (blocks === null) return { problem: 'A PEM block has a beginning but no end.' }
  const keys: FoundKey[] = []
  for (const { label, pem } of blocks) {
    if (label === 'EC PARAMETERS') continue // stands before a SEC 1 key and repeats its curve
    const key = readBlock(label, pem)
    if (typeof key === 'string') return { problem: key }
    keys.push({ ...key, written: pem })
  }
  return keys.length === 0 ? { problem: 'There is no key in it.' } : { keys }
}

/** DER in base64 without armour: a certificate, or any form that a PEM block of a key can have. */
export function readBareKey(text: string): FoundKeys {
  const base64 = text.replace(/\s+/g, '')
  const problem = 'It is neither PEM nor JSON nor a key in base64.'
  if (!/^[A-Za-z0-9+/_-]{40,}={0,2}$/.test(base64)) return { problem }
  const der = Buffer.from(base64, 'base64')
  const key =
    attempt(() => createPublicKey({ key: der, format: 'der', type: 'spki' })) ??
    certified(der) ??
    attempt(() => createPublicKey({ key: der, format: 'der', type: 'pkcs1' })) ??
    attempt(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })) ??
    attempt(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs1' })) ??
    attempt(() => createPrivateKey({ key: der, format: 'der', type: 'sec1' }))
  if (!key) return { problem }
  return typeof key === 'string' ? { problem: key } : { keys: [{ ...key, written: text }] }
}

function readBlock(label: string, pem: string): BareKey | string {
  const unreadable = `The PEM block ${quote(label)} cannot be read: it is damaged, or of an unknown type.`
  switch (label) {
    case 'PUBLIC KEY':
    case 'RSA PUBLIC KEY':
      return attempt(() => createPublicKey(pem)) ?? unreadable
    case 'CERTIFICATE':
    case 'X509 CERTIFICATE':
    case 'TRUSTED CERTIFICATE':
      return certified(pem) ?? unreadable
    case 'PRIVATE KEY':
    case 'RSA PRIVATE KEY':
    case 'EC PRIVATE KEY':
      if (pem.includes('Proc-Type: 4,ENCRYPTED')) return encrypted
      return attempt(() => createPrivateKey(pem)) ?? unreadable
    case 'ENCRYPTED PRIVATE KEY':
      return encrypted
    default:
      return `A PEM block ${quote(label)} holds no key for tokens.`
  }
}

const encrypted =
  'The private key is encrypted with a passphrase: decrypt it first, or paste the public key.'

type BareKey = Omit<FoundKey, 'written'>

/** The key of a certificate, and how long that holds. */
function certified(certificate: string | Buffer): BareKey | string | null {
  try {
    const read = new X509Certificate(certificate)
    const key = attempt(() => read.publicKey)
    if (key === null || typeof key === 'string') return key
    const validity = {
      fromSeconds: read.validFromDate.getTime() / 1000,
      toSeconds: read.validToDate.getTime() / 1000,
    }
    return { ...key, certificate: { pem: read.toString(), validity } }
  } catch {
    return null // as below
  }
}

/** The key as JWK, a problem as a sentence, or null where the bytes are no such key. */
function attempt(read: () => KeyObject): BareKey | string | null {
  let key: KeyObject
  try {
    key = read()
  } catch {
    return null // Node's message may quote the input; what is wrong is said by the caller
  }
  try {
    return { jwk: jwkShape.parse(key.export({ format: 'jwk' })) }
  } catch {
    return `Keys of the type ${key.asymmetricKeyType ?? 'unknown'} have no form as a JWK.`
  }
}

/** Null where a block does not end. One pass: each search goes on where the last one stopped. */
function pemBlocks(text: string): { label: string; pem: string }[] | null {
  const blocks: { label: string; pem: string }[] = []
  const begin = '-----BEGIN '
  let start = text.indexOf(begin)
  while (start !== -1) {
    const labelEnd = text.indexOf('-----', start + begin.length)
    if (labelEnd === -1) return null
    const label = text.slice(start + begin.length, labelEnd)
    const footer = `-----END ${label}-----`
    const end = text.indexOf(footer, labelEnd)
    if (end === -1) return null
    blocks.push({ label, pem: text.slice(start, end + footer.length) })
    start = text.indexOf(begin, end + footer.length)
  }
  return blocks
}
