import {
  type CertificateFacts,
  type EncryptionFacts,
  type Finding,
  type Inspection,
  joined,
  type JsonObject,
  judgeVerification,
  memberOf,
  numberOf,
  sameValue,
  stringOf,
  type VerificationFacts,
} from '../../inspector/index.ts'
import type { Check } from '../../shared/verification.ts'
import { checkCertificates } from './certificates.ts'
import { rsaModulusBits } from './key.ts'
import { headersOf, namesIn } from './token-input.ts'
import type { SignatureResult } from './verify-signature.ts'

export const noFacts: VerificationFacts = {
  keyCandidates: null,
  keyIdInHeader: false,
  algorithm: null,
  signatureBytes: null,
  rsaModulusBits: null,
  rsaModulusBytes: null,
  hmac: null,
  certificates: null,
  encryption: null,
}

/** What the first signature and its key bring to light. */
export function signatureFacts(
  reading: Inspection,
  results: readonly SignatureResult[],
  certificates: CertificateFacts | null,
): VerificationFacts {
  const [first] = results
  const signed = reading.kind === 'jws' || reading.kind === 'sd-jwt'
  const bits = first?.key ? rsaModulusBits(first.key.jwk) : null
  return {
    ...noFacts,
    keyCandidates: first?.candidates ?? null,
    keyIdInHeader: joined(headersOf(reading), 'kid') !== null,
    algorithm: first?.verification.algorithm ?? null,
    signatureBytes: signed ? (reading.signatures[0]?.bytes ?? null) : null,
    rsaModulusBits: bits,
    rsaModulusBytes: bits === null ? null : Math.ceil(bits / 8),
    hmac: first?.hmac ?? null,
    certificates,
  }
}

/** The `x5c` chain, where there is one, beside the key that made the signature. */
export function certificateFacts(
  reading: Inspection,
  results: readonly SignatureResult[],
  nowSeconds: number,
): CertificateFacts | null {
  const { x5c } = namesIn(reading)
  if (x5c.length === 0) return null
  const [header = null] = headersOf(reading)
  const claimed = { sha256: stringOf(header, 'x5t#S256'), sha1: stringOf(header, 'x5t') }
  const [first] = results
  const matched = first?.verification.checks.some(
    ({ what, outcome }) => what === 'signature' && outcome === 'passed',
  )
  return checkCertificates(x5c, claimed, nowSeconds, (matched && first?.key?.jwk) || null)
}

export function certificateCheck({ count, problems }: CertificateFacts): Check {
  const chain = count === 1 ? 'The certificate fits' : `The ${count} certificates fit`
  return problems.length === 0
    ? {
        what: 'certificate',
        outcome: 'passed',
        text: `${chain} the header and the clock. Nobody here vouches for who issued the last one.`,
      }
    : { what: 'certificate', outcome: 'failed', text: problems.join(' ') }
}

export function encryptionFacts(
  headers: readonly (JsonObject | null)[],
  opened: Inspection | null,
): EncryptionFacts {
  const nested = opened?.kind === 'jwe' ? opened.nested : null
  const claims = opened?.claims ?? nested?.claims ?? null
  // RFC 7519 5.3: claims may be repeated in the header, and must then be the same.
  const replicatedDiffer = ['iss', 'sub', 'aud'].filter((name) => {
    const outside = headers.map((header) => memberOf(header, name)).find((node) => node !== null)
    const within = memberOf(claims, name)
    return claims && outside && (within === null || !sameValue(outside, within))
  })
  const counts = headers.map((header) => numberOf(header, 'p2c'))
  return {
    pbes2Count: counts.find((count) => count !== null) ?? null,
    zip: joined(headers, 'zip'),
    replicatedDiffer,
  }
}

/** What the facts raise beyond what reading the token has raised already. */
export const newFindings = (facts: VerificationFacts, reading: Inspection): Finding[] =>
  judgeVerification(facts).filter(({ id }) => reading.findings.every((known) => known.id !== id))
