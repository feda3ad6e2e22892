import { createPrivateKey, type KeyObject, type X509Certificate } from 'node:crypto'
import { Duplex } from 'node:stream'
import tls from 'node:tls'

/** A problem with one part of a client certificate, or what is right. */
export type Read<Value> =
  | { ok: true; value: Value }
  | { ok: false; at: 'certificate' | 'key' | 'file' | 'passphrase'; message: string }

/**
 * Reads a PKCS#12 file (RFC 7292) and checks that its key belongs to its certificate.
 *
 * @param file in base64
 * @returns the certificate
 */
export function readPkcs12(file: string, passphrase: string): Read<X509Certificate> {
  try {
    const pfx = Buffer.from(file, 'base64')
    const secureContext = tls.createSecureContext({ pfx, passphrase })
    // Node reads these files for connections only. No byte is sent on this one.
    const nowhere = new Duplex({ read: () => undefined, write: (_, __, done) => done() })
    const socket = new tls.TLSSocket(nowhere, { secureContext })
    const certificate = socket.getX509Certificate()
    socket.destroy()
    return certificate
      ? { ok: true, value: certificate }
      : refused('file', 'The file contains no certificate.')
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    // OpenSSL and BoringSSL.
    if (/mac verify failure|INCORRECT_PASSWORD/i.test(message)) {
      return refused('passphrase', 'Wrong passphrase for this file.')
    }
    if (/private key/i.test(message)) return refused('file', 'The file contains no private key.')
    return /unsupported|UNKNOWN_(CIPHER|ALGORITHM)/i.test(message)
      ? refused('file', 'The file uses outdated encryption. Export it again with AES-256.')
      : refused('file', 'The file is not PKCS#12, or is damaged.')
  }
}

/** Checks that a key can be used and belongs to the first certificate. */
export function checkClientKey(
  certificates: readonly X509Certificate[],
  key: string,
  passphrase: string,
): Read<null> {
  const read = readKey(key, passphrase)
  if (!read.ok) return read
  const [leaf] = certificates
  if (leaf?.checkPrivateKey(read.value) !== true) {
    return refused('key', 'Key does not belong to this certificate.')
  }
  try {
    tls.createSecureContext({ cert: certificates.map(String).join(''), key, passphrase })
    return { ok: true, value: null }
  } catch {
    return refused('certificate', 'Certificate and key are too weak or of a kind TLS cannot use.')
  }
}

function readKey(key: string, passphrase: string): Read<KeyObject> {
  const isEncrypted = /BEGIN ENCRYPTED PRIVATE KEY|^Proc-Type: 4,ENCRYPTED/m.test(key)
  if (isEncrypted && passphrase === '') {
    return refused('passphrase', 'Key is encrypted. Enter its passphrase.')
  }
  try {
    return { ok: true, value: createPrivateKey({ key, format: 'pem', passphrase }) }
  } catch {
    return isEncrypted
      ? refused('passphrase', 'Wrong passphrase for this key.')
      : refused('key', 'No private key in PEM format.')
  }
}

type Refusal = Extract<Read<never>, { ok: false }>
const refused = (at: Refusal['at'], message: string): Refusal => ({ ok: false, at, message })
