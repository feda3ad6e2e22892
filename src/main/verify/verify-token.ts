import type { Inspection, InspectionContext } from '../../inspector/index.ts'
import type { VerifyRequest } from '../../shared/verification-request.ts'
import type { Agreed, Asking } from './asking.ts'
import type { Verdict, Verification } from '../../shared/verification.ts'
import { decryptWith } from './decrypt-token.ts'
import { type ReadInput, readInput, type TokenInput } from './token-input.ts'
import type { VerifyEnvironment } from './load-keys.ts'
import { noFacts } from './verdict.ts'
import { type SignedReading, verifySigned } from './verify-signed.ts'

/**
 * Verifies a token: its signatures with the keys of a source, its text, its times and what is
 * expected of it. Reports what was checked and what was not.
 *
 * Never rejects for anything in the token or the key. The key lives for this call only, and the
 * result holds nothing of it.
 */
export async function verifyToken(
  request: Agreed<VerifyRequest>,
  given: TokenInput,
  environment: VerifyEnvironment,
): Promise<Asking<Verification>> {
  const { detachedPayload } = request
  const context = detachedPayload === undefined ? {} : { detachedPayload }
  const input = { ...given, context: { ...given.context, ...context } }
  const { found, reading } = readInput(input)
  if (reading.kind === 'jwe') return verifyInside(request, input, { found, reading }, environment)
  if (isSigned(reading)) return verifySigned(request, input, { found, reading }, [], environment)
  const text = reading.kind === 'nothing' ? reading.problem : noSignature
  return { state: 'done', result: unsigned(reading, text) }
}

/** RFC 7519 5.2: an encrypted token is decrypted first, and what is inside is what was signed. */
async function verifyInside(
  request: Agreed<VerifyRequest>,
  input: TokenInput,
  read: ReadInput,
  environment: VerifyEnvironment,
): Promise<Asking<Verification>> {
  const { decryptWith: keySource, agreed = [] } = request
  if (!keySource) {
    return { state: 'done', result: unverified('cannot-check', 'Encrypted. Decrypt it first.') }
  }
  const opened = await decryptWith(keySource, agreed, input, read, environment)
  if (opened.state === 'ask') return opened
  const { decryption, plaintext } = opened.result
  const end = (result: Verification): Asking<Verification> => ({
    state: 'done',
    result: { ...result, decryption },
  })
  if (plaintext === null) {
    const { outcome, text } = decryption
    const verdict = outcome === 'unsupported' || outcome === 'incomplete' ? outcome : 'cannot-check'
    return end(unverified(verdict, text))
  }
  const inside = { ...input, text: plaintext }
  const context: InspectionContext = { ...input.context, foundIn: 'bare', inside: 'jwe' }
  const { found, reading } = readInput({ ...inside, context })
  if (!isSigned(reading)) return end(unsigned(reading, noSignatureInside))
  const outer = decryption.checks.filter(({ what }) => what !== 'signature')
  const answer = await verifySigned(request, inside, { found, reading }, outer, environment)
  return answer.state === 'ask' ? answer : end(answer.result)
}

/** Has a signature that others than its issuer can verify. */
const isSigned = (reading: Inspection): reading is SignedReading =>
  (reading.kind === 'jws' && reading.privateTo === null) || reading.kind === 'sd-jwt'

const noSignature = 'Not signed. Only the service can check it.'
const noSignatureInside = 'Decrypted. The content is not signed, so its author is unknown.'

/** @param otherwise the text for a token without a signature */
function unsigned(reading: Inspection, otherwise: string): Verification {
  switch (reading.kind) {
    case 'jws': {
      const owner = reading.privateTo ?? 'its issuer'
      return unverified('cannot-check', `Only ${owner} can verify it.`)
    }
    case 'jwe':
      return unverified('cannot-check', 'Contains another encrypted token.')
    case 'malformed':
      return unverified('incomplete', reading.problem)
    case 'paseto':
      return unverified('cannot-check', 'Verifying PASETO tokens is not supported.')
    default:
      return unverified('cannot-check', otherwise)
  }
}

const unverified = (verdict: Verdict, text: string): Verification => ({
  verdict,
  text,
  checks: [],
  signatures: [],
  decryption: null,
  facts: noFacts,
  findings: [],
  failure: null,
})
