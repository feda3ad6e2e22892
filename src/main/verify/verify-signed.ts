import {
  type CertificateFacts,
  type Inspection,
  joined,
  type Judgement,
  type JwsReading,
  memberOf,
  objectOf,
  type SdJwtReading,
  type VerificationFacts,
} from '../../inspector/index.ts'
import type { VerifyRequest } from '../../shared/verification-request.ts'
import type { Agreed, Asking } from './asking.ts'
import type { Check, Verification } from '../../shared/verification.ts'
import { checkCount, notChecked } from './checks.ts'
import { certificateCheck, certificateFacts, checkValidity } from './certificates.ts'
import { checkClaims } from './claim-checks.ts'
import { disclose } from './disclosures.ts'
import { type JwsSignature, signaturesOf } from './jose-inputs.ts'
import type { CandidateKeys } from './key-fit.ts'
import { importKeys } from './key-import.ts'
import { rsaModulusBits } from './key.ts'
import { checkLegality } from './legality.ts'
import { keysFor, type LoadedKeys, type VerifyEnvironment } from './load-keys.ts'
import type { RuntimeSupport } from './runtime-support.ts'
import { withEncodingHint } from './shared-secret.ts'
import { headersOf, plainValue, type ReadInput, type TokenInput } from './token-input.ts'
import { newFindings, noFacts, settle, verdictOf } from './verdict.ts'
import { readAlgorithm, type SignatureResult, verifySignature } from './verify-signature.ts'

export type SignedReading = (JwsReading | SdJwtReading) & Judgement

/** More signatures than anybody makes; each is tried with every key that fits. */
const mostSignatures = 100

/**
 * Verifies a token that is signed.
 *
 * @param outer what was checked of the encryption around it; empty where there was none
 */
export async function verifySigned(
  request: Agreed<VerifyRequest>,
  input: TokenInput,
  { found, reading }: ReadInput & { reading: SignedReading },
  outer: readonly Check[],
  environment: VerifyEnvironment,
): Promise<Asking<Verification>> {
  const { keySource, agreed = [], expected = {} } = request
  const { supports } = environment
  const all = signaturesOf(found.text, reading, request.detachedPayload)
  const tried = all.slice(0, mostSignatures)
  const keys = (await needsKeys(tried, supports))
    ? await keysFor(keySource, agreed, input, reading, environment)
    : noKeys
  if (keys.state === 'ask') return keys
  const loaded = keys.state === 'loaded' ? keys : noKeys
  const candidatesOfIssuer: CandidateKeys = {
    keys: loaded.keys,
    carried: loaded.carried,
    namedByToken: keySource.from === 'token' && !loaded.carried,
    inHeader: keySource.from === 'token' && keySource.parameter === 'jwk',
  }

  const results: SignatureResult[] = []
  for (const signature of tried) {
    const ofIssuer = signature.role === 'signature'
    const candidates = ofIssuer ? candidatesOfIssuer : holderKey(reading)
    const result = await verifySignature(signature, candidates, supports, tried.length)
    results.push(ofIssuer ? await withEncodingHint(result, signature, keySource) : result)
  }
  const settled = settle(results)

  const { nowSeconds, skewSeconds } = input.context
  const disclosed =
    reading.kind === 'sd-jwt' ? await disclose(found.text, reading, input.context) : null
  const certificates = certificateFacts(reading, matchedKey(settled), nowSeconds)
  // The dates of the token's own chain are reported with the chain.
  const ownChain = keySource.from === 'token' && keySource.parameter === 'x5c'
  const certified = new Set(ownChain ? [] : settled.flatMap(({ key }) => key ?? []))
  const issuer = expected.issuer ?? loaded.issuer
  const [header = null] = headersOf(reading)
  const checks = [
    ...outer,
    checkLegality(reading, input.text, found.text),
    ...checkCount('signature', all.length, mostSignatures, 'signatures were looked at'),
    ...(reading.kind === 'jws' && reading.nested ? [insideNotChecked] : []),
    ...(certificates ? [certificateCheck(certificates)] : []),
    ...checkValidity(certified, nowSeconds),
    ...(disclosed?.checks ?? []),
    ...checkClaims(
      disclosed?.claims ?? reading.claims,
      header,
      { ...expected, ...(issuer === null ? {} : { issuer }) },
      { nowSeconds, skewSeconds },
    ),
  ]
  const signatures = settled.map(({ verification }) => verification)
  const facts = signatureFacts(reading, settled, certificates)
  const failure = keys.state === 'failed' ? keys.failure : null
  return {
    state: 'done',
    result: {
      ...(failure
        ? { verdict: 'cannot-check', text: `${failure.title}.` }
        : verdictOf(signatures, checks)),
      checks,
      signatures,
      decryption: null,
      facts,
      findings: newFindings(facts, reading),
      failure,
    },
  }
}

const noKeys = {
  state: 'loaded',
  keys: [],
  carried: false,
  issuer: null,
} as const satisfies LoadedKeys

/** Whether a key would change the outcome: where none would, nothing is fetched. */
async function needsKeys(
  signatures: readonly JwsSignature[],
  supports: RuntimeSupport,
): Promise<boolean> {
  const issuers = signatures.filter(({ role, jws }) => role === 'signature' && jws.signature !== '')
  const known = await Promise.all(issuers.map((signature) => readAlgorithm(signature, supports)))
  return known.some((found) => 'algorithm' in found)
}

/** The holder's key, which the issuer has signed (RFC 9901 4.1.2, RFC 7800 3.2). */
function holderKey(reading: Inspection): CandidateKeys {
  const jwk = memberOf(objectOf(reading.claims, 'cnf'), 'jwk')
  const read = jwk && importKeys(JSON.stringify(plainValue(jwk)), '"cnf" of the token')
  return { keys: read?.ok ? read.value : [], carried: false, namedByToken: false, inHeader: false }
}

/** The key that made the first signature; null where none is known to have. */
function matchedKey([first]: readonly SignatureResult[]) {
  const matched = first?.verification.checks.some(
    ({ what, outcome }) => what === 'signature' && outcome === 'passed',
  )
  return (matched && first?.key?.jwk) || null
}

/** Facts about the first signature and its key, which findings are raised from. */
function signatureFacts(
  reading: SignedReading,
  [first]: readonly SignatureResult[],
  certificates: CertificateFacts | null,
): VerificationFacts {
  const bits = first?.key ? rsaModulusBits(first.key.jwk) : null
  return {
    ...noFacts,
    keyCandidates: first?.candidates ?? null,
    keyIdInHeader: joined(headersOf(reading), 'kid') !== null,
    algorithm: first?.verification.algorithm ?? null,
    signatureBytes: reading.signatures[0]?.bytes ?? null,
    rsaModulusBits: bits,
    rsaModulusBytes: bits === null ? null : Math.ceil(bits / 8),
    hmac: first?.hmac ?? null,
    certificates,
  }
}

/** RFC 7519 5.2: the outer signature does not vouch for the inner token. */
const insideNotChecked = notChecked(
  'signature',
  'The inner token has its own signature and times. Paste it to verify it.',
)
