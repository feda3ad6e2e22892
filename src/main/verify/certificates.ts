import { createHash, createPublicKey, X509Certificate } from 'node:crypto'
import type { CertificateFacts } from '../../inspector/index.ts'
import { type Key, publicHalf } from './key.ts'

/** What a header says of its certificate, beside the chain itself. base64url. */
export interface ClaimedThumbprints {
  sha256: string | null // `x5t#S256`
  sha1: string | null // `x5t`
}

const longestChain = 10

/**
 * Holds an `x5c` chain against itself, the header's thumbprints and the clock (RFC 7515 4.1.6 to 8).
 * Nobody vouches for its root here: a chain without a problem is still only the token's own word.
 *
 * @param x5c base64 DER, the leaf first
 * @param signedWith the key that made the signature, where that is known
 */
export function checkCertificates(
  x5c: readonly string[],
  claimed: ClaimedThumbprints,
  nowSeconds: number,
  signedWith: Key['jwk'] | null = null,
): CertificateFacts {
  const count = x5c.length
  if (count > longestChain) {
    return { count, problems: [`The chain holds more than ${longestChain} certificates.`] }
  }
  const chain: X509Certificate[] = []
  for (const [index, text] of x5c.entries()) {
    const certificate = readCertificate(text)
    if (!certificate) return { count, problems: [`Certificate ${index + 1} cannot be read.`] }
    chain.push(certificate)
  }
  const [leaf] = chain
  if (!leaf) return { count, problems: ['"x5c" is empty.'] }
  return {
    count,
    problems: [
      ...compareThumbprints(leaf, claimed),
      ...(signedWith && !holdsKey(leaf, signedWith)
        ? ['The first certificate is not that of the key that signed.']
        : []),
      ...chain.flatMap((certificate, index) => checkTimes(certificate, index + 1, nowSeconds)),
      ...chain.flatMap((certificate, index) =>
        checkIssuer(certificate, chain[index + 1], index + 1),
      ),
    ],
  }
}

/** RFC 7515 4.1.6: base64, not base64url. */
function readCertificate(text: string): X509Certificate | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null
  try {
    return new X509Certificate(Buffer.from(text, 'base64'))
  } catch {
    return null // no DER, or no certificate; which of the two changes nothing
  }
}

function compareThumbprints(leaf: X509Certificate, { sha256, sha1 }: ClaimedThumbprints): string[] {
  const differs = (algorithm: string, claimed: string | null) =>
    claimed !== null && createHash(algorithm).update(leaf.raw).digest('base64url') !== claimed
  return [
    ...(differs('sha256', sha256) ? ['The first certificate does not match "x5t#S256".'] : []),
    ...(differs('sha1', sha1) ? ['The first certificate does not match "x5t".'] : []),
  ]
}

function holdsKey(leaf: X509Certificate, jwk: Key['jwk']): boolean {
  try {
    return createPublicKey({ key: publicHalf(jwk), format: 'jwk' }).equals(leaf.publicKey)
  } catch {
    return false // a shared secret, for which there are no certificates
  }
}

function checkTimes(certificate: X509Certificate, position: number, nowSeconds: number): string[] {
  const now = nowSeconds * 1000
  if (now > certificate.validToDate.getTime()) return [`Certificate ${position} has expired.`]
  if (now < certificate.validFromDate.getTime())
    return [`Certificate ${position} is not valid yet.`]
  return []
}

function checkIssuer(
  certificate: X509Certificate,
  issuer: X509Certificate | undefined,
  position: number,
): string[] {
  if (!issuer) return []
  const pair = `Certificate ${position} was not issued by certificate ${position + 1}.`
  if (!certificate.checkIssued(issuer) || !certificate.verify(issuer.publicKey)) return [pair]
  return issuer.ca ? [] : [`Certificate ${position + 1} is not allowed to issue certificates.`]
}
