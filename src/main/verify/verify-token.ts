import type { Inspection } from '../../inspector/index.ts'
import type { Answer, VerifyRequest } from '../../shared/verification-request.ts'
import type { Decryption, Verdict, Verification } from '../../shared/verification.ts'
import { decryptWith } from './decrypt-token.ts'
import { type ReadInput, readInput, type TokenInput } from './token-input.ts'
import type { VerifyEnvironment } from './load-keys.ts'
import { noFacts } from './verdict.ts'
import { type SignedReading, verifySigned } from './verify-signed.ts'

/**
 * Verifies a token: its signatures with the keys of a source, its text, its times and what is
 * expected of it. Says what was checked and what was not.
 *
 * Never rejects for anything in the token or the key; the key lives for this call only, and nothing
 * of it is in the result.
 */
export async function verifyToken(
  request: Omit<VerifyRequest, 'of'>,
  given: TokenInput,
  environment: VerifyEnvironment,
): Promise<Answer<Verification>> {
  const { detachedPayload } = request
  const context = detachedPayload === undefined ? {} : { detachedPayload }
  const input = { ...given, context: { ...given.context, ...context } }
  const read = readInput(input)
  const { found, reading } = read
  if (reading.kind === 'jwe') return verifyInside(request, input, read, environment)
  if (!isSigned(reading)) return { state: 'done', result: unverified(...whyNot(reading)) }
  return verifySigned(request, input, { found, reading }, [], environment)
}

/** RFC 7519 5.2: an encrypted token is opened first, and what is inside is what was signed. */
async function verifyInside(
  request: Omit<VerifyRequest, 'of'>,
  input: TokenInput,
  read: ReadInput,
  environment: VerifyEnvironment,
): Promise<Answer<Verification>> {
  const { decryptWith: keySource, agreed = [] } = request
  const end = (verdict: Verdict, text: string, decryption: Decryption | null) => {
    return { state: 'done' as const, result: { ...unverified(verdict, text), decryption } }
  }
  if (!keySource) return end('cannot-check', 'It is encrypted: open it first.', null)
  const opened = await decryptWith(keySource, agreed, input, read, environment)
  if (opened.state === 'ask') return opened
  const { decryption, plaintext } = opened.result
  if (decryption.outcome !== 'decrypted' || plaintext === null) {
    const { outcome, text } = decryption
    return end(
      outcome === 'unsupported' || outcome === 'incomplete' ? outcome : 'cannot-check',
      text,
      decryption,
    )
  }
  const inside = { ...input, text: plaintext }
  const inner = readInput({
    ...inside,
    context: { ...input.context, foundIn: 'bare', inside: 'jwe' },
  })
  const { found, reading } = inner
  if (!isSigned(reading)) return end(...whyNotInside(reading), decryption)
  const outer = decryption.checks.filter(({ what }) => what !== 'signature')
  const answer = await verifySigned(request, inside, { found, reading }, outer, environment)
  return answer.state === 'ask'
    ? answer
    : { state: 'done', result: { ...answer.result, decryption } }
}

/** There is a signature that somebody else could verify. */
const isSigned = (reading: Inspection): reading is SignedReading =>
  (reading.kind === 'jws' && reading.privateTo === null) || reading.kind === 'sd-jwt'

/** Why there is none. */
function whyNot(reading: Inspection): [verdict: Verdict, text: string] {
  switch (reading.kind) {
    case 'jws':
      return ['cannot-check', `Only ${reading.privateTo ?? 'its issuer'} has the key to verify it.`]
    case 'jwe':
      return ['cannot-check', 'There is another encrypted token inside.']
    case 'malformed':
      return ['incomplete', reading.problem]
    case 'nothing':
      return ['cannot-check', reading.problem]
    case 'paseto':
      return ['cannot-check', 'PASETO tokens are read here, not verified.']
    default:
      return ['cannot-check', 'Nothing in it is signed: only its service can tell about it.']
  }
}

/** What was opened, and is itself no signed token: claims, most of the time. */
function whyNotInside(reading: Inspection): [verdict: Verdict, text: string] {
  return ['jws', 'jwe', 'malformed', 'paseto'].includes(reading.kind)
    ? whyNot(reading)
    : ['cannot-check', 'It is opened, and what is inside is not signed: nothing says who wrote it.']
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
