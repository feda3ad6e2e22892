import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { quote } from '../../inspector/index.ts'
import { type Failure, type Result, failed, ok } from '../../shared/result.ts'
import { type Key, jwkShape } from './key.ts'
import { parseJson } from '../../shared/parse-json.ts'

/** Longer than any key set: those of real issuers have some dozens of kilobytes. */
const longestKeyText = 1024 * 1024

/** A key before it is known where it is from, or why there is none, as a sentence. */
type Found = Omit<Key, 'origin' | 'alone'> | string

/**
 * The keys in a text: PEM blocks and X.509 certificates, a JWK or a JWK set, a JSON object of PEM
 * texts by key id as Google publishes them, or base64 without armour as Keycloak shows it.
 *
 * @param origin where the text is from, as a noun phrase: `the pasted text`
 */
export function importKeys(text: string, origin: string): Result<Key[]> {
  const found =
    text.length > longestKeyText ? ['The text is longer than 1 MiB.'] : findKeys(text.trim())
  const keys = found.filter((key) => typeof key !== 'string')
  const problem = found.find((key) => typeof key === 'string')
  if (problem !== undefined) return failed(noKey(problem))
  const alone = keys.length === 1
  return ok(
    keys.map((key, index) => ({
      ...key,
      alone,
      origin: alone ? origin : `key ${index + 1} of ${origin}`,
    })),
  )
}

/** At least one entry. */
function findKeys(text: string): Found[] {
  if (text === '') return ['The text is empty.']
  if (text.startsWith('{') || text.startsWith('[')) return keysInJson(text)
  return text.includes('-----BEGIN ') ? keysInPem(text) : [bareKey(text)]
}

const keySet = z.looseObject({ keys: z.array(z.unknown()) })
const pemById = z.record(z.string(), z.string().includes('-----BEGIN '))

/** A JWK, a JWK set (RFC 7517 5), or an object of PEM texts by key id. */
function keysInJson(text: string): Found[] {
  const document = parseJson(text)
  if (document === undefined) return ['The text begins like JSON but is not valid JSON.']
  const set = keySet.safeParse(document)
  if (set.success) {
    // RFC 7517 5: members that are no keys, or that break its rules, are ignored.
    const keys = set.data.keys.flatMap((member) => jwkIn(member, JSON.stringify(member)))
    return keys.length > 0 ? keys : ['The JWK set contains no key.']
  }
  const pems = pemById.safeParse(document)
  if (pems.success) {
    const keys = Object.entries(pems.data).flatMap(([kid, pem]) =>
      keysInPem(pem).map((key) =>
        typeof key === 'string' ? key : { ...key, jwk: { ...key.jwk, kid } },
      ),
    )
    return keys.length > 0 ? keys : ['The JSON is empty.']
  }
  const [key] = jwkIn(document, text)
  return [key ?? 'The JSON is neither a JWK (with "kty") nor a JWK set (with "keys").']
}

function jwkIn(value: unknown, written: string): Found[] {
  const jwk = jwkShape.safeParse(value)
  return jwk.success ? [{ jwk: jwk.data, written }] : []
}

/** Every PEM block (RFC 7468), in order. `\n` written as two characters is one line break. */
function keysInPem(text: string): Found[] {
  const blocks = pemBlocks(text.replaceAll('\\r', '').replaceAll('\\n', '\n'))
  if (blocks === null) return ['A PEM block has no end.']
  const keys = blocks
    .filter(({ label }) => label !== 'EC PARAMETERS') // repeats the curve of the SEC 1 key behind it
    .map(({ label, pem }) => keyIn(label, pem))
  return keys.length > 0 ? keys : ['The text contains no key.']
}

function keyIn(label: string, pem: string): Found {
  const unreadable = `The PEM block ${quote(label)} is damaged or of an unknown type.`
  switch (label) {
    case 'PUBLIC KEY':
    case 'RSA PUBLIC KEY':
      return attempt(pem, () => createPublicKey(pem)) ?? unreadable
    case 'CERTIFICATE':
    case 'X509 CERTIFICATE':
    case 'TRUSTED CERTIFICATE':
      return certified(pem, pem) ?? unreadable
    case 'PRIVATE KEY':
    case 'RSA PRIVATE KEY':
    case 'EC PRIVATE KEY':
      if (pem.includes('Proc-Type: 4,ENCRYPTED')) return encrypted
      return attempt(pem, () => createPrivateKey(pem)) ?? unreadable
    case 'ENCRYPTED PRIVATE KEY':
      return encrypted
    default:
      return `A PEM block ${quote(label)} contains no key for tokens.`
  }
}

const encrypted = 'The private key is encrypted. Decrypt it first, or paste the public key.'

/** DER in base64 without armour: a certificate, or any form that a PEM block of a key can have. */
function bareKey(text: string): Found {
  const base64 = text.replace(/\s+/g, '')
  const problem = 'The text is not PEM, JSON or a key in base64.'
  if (!/^[A-Za-z0-9+/_-]{40,}={0,2}$/.test(base64)) return problem
  const der = { key: Buffer.from(base64, 'base64'), format: 'der' } as const
  return (
    attempt(text, () => createPublicKey({ ...der, type: 'spki' })) ??
    certified(der.key, text) ??
    attempt(text, () => createPublicKey({ ...der, type: 'pkcs1' })) ??
    attempt(text, () => createPrivateKey({ ...der, type: 'pkcs8' })) ??
    attempt(text, () => createPrivateKey({ ...der, type: 'pkcs1' })) ??
    attempt(text, () => createPrivateKey({ ...der, type: 'sec1' })) ??
    problem
  )
}

/** The key of a certificate; null where the bytes are none. */
function certified(certificate: string | Buffer, written: string): Found | null {
  let read: X509Certificate
  try {
    read = new X509Certificate(certificate)
  } catch {
    return null // Node's message may quote the input; the caller says what is wrong
  }
  const key = attempt(written, () => read.publicKey)
  if (key === null || typeof key === 'string') return key
  const fromSeconds = read.validFromDate.getTime() / 1000
  const toSeconds = read.validToDate.getTime() / 1000
  return { ...key, certificate: { pem: read.toString(), fromSeconds, toSeconds } }
}

/** Null where the bytes are no such key. */
function attempt(written: string, read: () => KeyObject): Found | null {
  let key: KeyObject
  try {
    key = read()
  } catch {
    return null // as above
  }
  try {
    return { jwk: jwkShape.parse(key.export({ format: 'jwk' })), written }
  } catch {
    return `Keys of type ${key.asymmetricKeyType ?? 'unknown'} are not supported.`
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

const noKey = (detail: string): Failure => ({
  kind: 'invalid-input',
  title: 'Key format not recognized',
  detail,
  nextStep: 'Paste a PEM public key or certificate, a JWK, or a JWK set.',
})
