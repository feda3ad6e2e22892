import { createPublicKey, generateKeyPairSync, type KeyObject, randomInt, sign } from 'node:crypto'

/** X.509 certificates for tests. Node reads certificates but cannot make them. */
export interface TestCertificate {
  pem: string
  /** As an entry of `x5c`: base64 of the DER. */
  x5c: string
  der: Buffer
  privateKey: KeyObject
  name: string
}

interface CertificateOptions {
  name: string
  /** Absent for a self-signed certificate. */
  issuer?: TestCertificate
  authority?: boolean
  /** A DNS name that the certificate is for. */
  host?: string
  privateKey?: KeyObject
  /** Days from now. */
  fromDays?: number
  toDays?: number
}

export const ecKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

/** A certificate over P-256 or RSA, signed with ECDSA by a P-256 key (RFC 5280 4.1). */
export function makeCertificate(options: CertificateOptions): TestCertificate {
  const { name, issuer, authority = false, host, privateKey = ecKey() } = options
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const body = sequence(
    tlv(0xa0, integer(2)), // version 3
    integer(randomInt(2 ** 24, 2 ** 31)),
    ecdsaWithSha256,
    commonName(issuer?.name ?? name),
    sequence(utcTime(options.fromDays ?? -1), utcTime(options.toDays ?? 30)),
    commonName(name),
    spki,
    tlv(0xa3, sequence(basicConstraints(authority), ...(host ? [subjectAltName(host)] : []))),
  )
  const signature = sign('sha256', body, issuer?.privateKey ?? privateKey)
  const der = sequence(body, ecdsaWithSha256, tlv(0x03, Buffer.from([0]), signature))
  const x5c = der.toString('base64')
  const lines = x5c.match(/.{1,64}/g) ?? []
  const pem = ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
  return { pem, x5c, der, privateKey, name }
}

function tlv(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...contents: Buffer[]) => tlv(0x30, ...contents)

/** A value of one byte, or of four with the first between 1 and 127. */
function integer(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return tlv(0x02, bytes.subarray(value < 0x80 ? 3 : 0))
}

const objectId = (hex: string) => tlv(0x06, Buffer.from(hex, 'hex'))

/** ecdsa-with-SHA256, 1.2.840.10045.4.3.2 */
const ecdsaWithSha256 = sequence(objectId('2a8648ce3d040302'))

/** id-at-commonName, 2.5.4.3 */
const commonName = (name: string) =>
  sequence(tlv(0x31, sequence(objectId('550403'), tlv(0x0c, Buffer.from(name)))))

function utcTime(days: number): Buffer {
  const iso = new Date(Date.now() + days * 86_400_000).toISOString()
  return tlv(0x17, Buffer.from(`${iso.replace(/\D/g, '').slice(2, 14)}Z`))
}

/** id-ce-basicConstraints, 2.5.29.19, critical */
const basicConstraints = (authority: boolean) =>
  sequence(
    objectId('551d13'),
    tlv(0x01, Buffer.from([0xff])),
    tlv(0x04, sequence(...(authority ? [tlv(0x01, Buffer.from([0xff]))] : []))),
  )

/** id-ce-subjectAltName, 2.5.29.17, with one dNSName */
const subjectAltName = (host: string) =>
  sequence(objectId('551d11'), tlv(0x04, sequence(tlv(0x82, Buffer.from(host)))))
