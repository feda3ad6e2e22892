import { X509Certificate } from 'node:crypto'
import type { CertificateSummary } from '../../shared/connection.ts'
import { failed, ok, type Result } from '../../shared/result.ts'

const block = /-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs
const mostCertificates = 100

/** The certificates in a PEM text. Other blocks in it are left out. */
export function readCertificates(text: string): Result<X509Certificate[]> {
  const blocks = text.match(block) ?? []
  if (blocks.length === 0) return refused('No certificate in PEM format.')
  if (blocks.length > mostCertificates)
    return refused(`More than ${mostCertificates} certificates.`)
  const certificates: X509Certificate[] = []
  for (const [index, pem] of blocks.entries()) {
    try {
      certificates.push(new X509Certificate(pem))
    } catch {
      return refused(`Certificate ${index + 1} cannot be read.`)
    }
  }
  return ok(certificates)
}

/** One text, in one spelling. */
export const certificatesPem = (certificates: readonly X509Certificate[]): string =>
  certificates.map(String).join('')

/** What may be shown of the certificates in a PEM text. */
export function summarizeCertificates(text: string): Result<CertificateSummary[]> {
  const read = readCertificates(text)
  return read.ok ? ok(read.value.map(summarize)) : read
}

const summarize = (certificate: X509Certificate): CertificateSummary => ({
  subject: inOneLine(certificate.subject),
  issuer: inOneLine(certificate.issuer),
  expiresAtMs: certificate.validToDate.getTime(),
  fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
})

/** Undefined where the name is empty. */
const inOneLine = (name: string | undefined): string => (name ?? '').replaceAll('\n', ', ')

const refused = (detail: string): Result<never> =>
  failed({
    kind: 'invalid-input',
    title: 'The certificates cannot be read',
    detail,
    nextStep: 'Paste certificates in PEM format, which begin with -----BEGIN CERTIFICATE-----.',
  })
