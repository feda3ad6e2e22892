import { createHash, createPublicKey, X509Certificate } from 'node:crypto'
import {
  type CertificateFacts,
  type Inspection,
  relativeText,
  stringOf,
} from '../../inspector/index.ts'
import type { Check } from '../../shared/verification.ts'
import { failed, passed } from './checks.ts'
import { type Key, publicHalf } from './key.ts'
import { headersOf, namesIn } from './token-input.ts'

/** Thumbprints of the certificate in a header, base64url. */
export interface ClaimedThumbprints {
  sha256: string | null // `x5t#S256`
  sha1: string | null // `x5t`
}

const longestChain = 10

/**
 * Checks the token's own `x5c` chain, where it has one; null where it has none.
 *
 * @param signedWith the key that made the signature, where that is known
 */
export function certificateFacts(
  reading: Inspection,
  signedWith: Key['jwk'] | null,
  nowSeconds: number,
): CertificateFacts | null {
  const { x5c } = namesIn(reading)
  const [header = null] = headersOf(reading)
  const claimed = { sha256: stringOf(header, 'x5t#S256'), sha1: stringOf(header, 'x5t') }
  return x5c.length === 0 ? null : checkCertificates(x5c, claimed, nowSeconds, signedWith)
}

/**
 * Checks an `x5c` chain against itself, the header's thumbprints and the clock (RFC 7515 4.1.6 to
 * 4.1.8). Does not check who issued its last certificate: a chain without a problem is still only
 * the token's own word.
 *
 * @param x5c base64 DER, the leaf first
 */
export function checkCertificates(
  x5c: readonly string[],
  claimed: ClaimedThumbprints,
  nowSeconds: number,
  signedWith: Key['jwk'] | null = null,
): CertificateFacts {
  const count = x5c.length
  if (count > longestChain) {
    return { count, problems: [`The chain holds more than ${longestChain} certificates`] }
  }
  const chain: X509Certificate[] = []
  for (const [index, text] of x5c.entries()) {
    const certificate = readCertificate(text)
    if (!certificate) return { count, problems: [`Certificate ${index + 1} cannot be read`] }
    chain.push(certificate)
  }
  const [leaf] = chain
  if (!leaf) return { count, problems: ['"x5c" is empty'] }
  return {
    count,
    problems: [
      ...compareThumbprints(leaf, claimed),
      ...(signedWith && !holdsKey(leaf, signedWith)
        ? ['The first certificate is not for the signing key']
        : []),
      ...chain.flatMap((certificate, index) =>
        problemsWith(certificate, chain[index + 1], index + 1, nowSeconds * 1000),
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
    return null // no DER, or no certificate
  }
}

function compareThumbprints(leaf: X509Certificate, { sha256, sha1 }: ClaimedThumbprints): string[] {
  const differs = (algorithm: string, claimed: string | null) =>
    claimed !== null && createHash(algorithm).update(leaf.raw).digest('base64url') !== claimed
  return [
    ...(differs('sha256', sha256) ? ['The first certificate does not match "x5t#S256"'] : []),
    ...(differs('sha1', sha1) ? ['The first certificate does not match "x5t"'] : []),
  ]
}

function holdsKey(leaf: X509Certificate, jwk: Key['jwk']): boolean {
  try {
    return createPublicKey({ key: publicHalf(jwk), format: 'jwk' }).equals(leaf.publicKey)
  } catch {
    return false // a shared secret, for which there are no certificates
  }
}

function problemsWith(
  certificate: X509Certificate,
  issuer: X509Certificate | undefined,
  position: number,
  nowMs: number,
): string[] {
  const { validFromDate, validToDate } = certificate
  const name = `Certificate ${position}`
  const issued =
    !issuer || (certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey))
  return [
    ...(nowMs > validToDate.getTime() ? [`${name} has expired`] : []),
    ...(nowMs < validFromDate.getTime() ? [`${name} is not valid yet`] : []),
    ...(issued ? [] : [`${name} was not issued by certificate ${position + 1}`]),
    ...(issued && issuer?.ca === false
      ? [`Certificate ${position + 1} is not allowed to issue certificates`]
      : []),
  ]
}

export function certificateCheck({ count, problems }: CertificateFacts): Check {
  if (problems.length > 0)
    return failed('certificate', problems.map((problem) => `${problem}.`).join(' '))
  const chain = count === 1 ? 'The certificate matches' : `The ${count} certificates match`
  const text = `${chain} the header and the current time. The issuer is not trusted.`
  return passed('certificate', text)
}

/**
 * Checks the dates of the certificates that keys were taken from. An expired one fails, but leaves a
 * right signature right, which may have been made before.
 */
export function checkValidity(keys: Iterable<Key>, nowSeconds: number): Check[] {
  return Array.from(keys).flatMap(({ origin, certificate }) => {
    if (!certificate) return []
    const { fromSeconds, toSeconds } = certificate
    const [its, end] = [`The certificate of ${origin}`, relativeText(toSeconds, nowSeconds)]
    if (nowSeconds > toSeconds) return failed('certificate', `${its} expired ${end}.`)
    if (nowSeconds >= fromSeconds) {
      const text = `${its} expires ${end}. The issuer is not trusted.`
      return passed('certificate', text)
    }
    const start = relativeText(fromSeconds, nowSeconds)
    return failed('certificate', `${its} becomes valid ${start}.`)
  })
}
