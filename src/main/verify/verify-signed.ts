import type { Judgement, JwsReading, SdJwtReading } from '../../inspector/index.ts'
import type { Answer, VerifyRequest } from '../../shared/verification-request.ts'
import type { Check, Verification } from '../../shared/verification.ts'
import { checkClaims } from './claim-checks.ts'
import { disclose } from './disclosures.ts'
import { certificateCheck, certificateFacts, newFindings, signatureFacts } from './facts.ts'
import { checkValidity } from './key-checks.ts'
import { withoutReach } from './fetch-plan.ts'
import { atHand, holderKey, needsKeys, noKeys } from './keys-at-hand.ts'
import { checkLegality } from './legality.ts'
import { withSecretHint } from './secret-hint.ts'
import { checkCount, mostSignatures, settle } from './several-signatures.ts'
import { type SignedPiece, signedPieces } from './signed-pieces.ts'
import { headersOf, type ReadInput, type TokenInput } from './token-input.ts'
import { bringKeys, type VerifyTools } from './tools.ts'
import { verdictOf } from './verdict.ts'
import { type SignatureResult, verifySignature } from './verify-signature.ts'

export type SignedReading = (JwsReading | SdJwtReading) & Judgement

/**
 * Verifies a token that is signed.
 *
 * @param outer what was checked of the encryption around it; empty where there was none
 */
export async function verifySigned(
  request: Omit<VerifyRequest, 'of'>,
  input: TokenInput,
  { found, reading }: ReadInput & { reading: SignedReading },
  outer: readonly Check[],
  tools: VerifyTools,
): Promise<Answer<Verification>> {
  const { keySource, agreed = [], expected = {} } = request
  const pieces = signedPieces(found.text, reading, request.detachedPayload)
  const looked = pieces.slice(0, mostSignatures)
  const keys = (await needsKeys(looked, tools.supports))
    ? await bringKeys(keySource, agreed, input, reading, tools)
    : noKeys
  if (keys.state === 'ask') return { state: 'ask', fetches: keys.fetches.map(withoutReach) }
  const loaded = keys.state === 'loaded' ? keys : noKeys

  const verifyPiece = async (piece: SignedPiece): Promise<SignatureResult> => {
    const issuers = piece.role === 'signature'
    const result = await verifySignature(
      piece,
      issuers ? atHand(loaded, keySource) : holderKey(reading),
      tools.supports,
      looked.length,
    )
    return issuers ? withSecretHint(result, piece, keySource) : result
  }
  const each: SignatureResult[] = []
  for (const piece of looked) each.push(await verifyPiece(piece))
  const results = settle(each)

  const { nowSeconds, skewSeconds } = input.context
  const disclosed =
    reading.kind === 'sd-jwt' ? await disclose(found.text, reading, input.context) : null
  const certificates = certificateFacts(reading, results, nowSeconds)
  // What is wrong with the token's own chain is said of the chain.
  const ownChain = keySource.from === 'token' && keySource.parameter === 'x5c'
  const certified = new Set(ownChain ? [] : results.flatMap(({ key }) => key ?? []))
  const issuer = expected.issuer ?? loaded.issuer
  const [header = null] = headersOf(reading)
  const checks = [
    ...outer,
    checkLegality(reading, input.text, found.text),
    ...checkCount(pieces.length),
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
  const signatures = results.map(({ verification }) => verification)
  const facts = signatureFacts(reading, results, certificates)
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

/** RFC 7519 5.2: whoever signed the outside says nothing of who signed the inside. */
const insideNotChecked: Check = {
  what: 'signature',
  outcome: 'not-checked',
  text: 'The token inside has a signature and times of its own: paste it to verify it.',
}
