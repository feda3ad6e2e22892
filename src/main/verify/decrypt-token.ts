import type { Inspection, JweReading } from '../../inspector/index.ts'
import type { Answer, DecryptRequest, KeySource } from '../../shared/verification-request.ts'
import type { Decryption } from '../../shared/verification.ts'
import { withoutReach } from './fetch-plan.ts'
import { type OpenedToken, openToken, unopened } from './open-token.ts'
import { type ReadInput, readInput, type TokenInput } from './token-input.ts'
import { bringKeys, type VerifyTools } from './tools.ts'

/**
 * Opens an encrypted token. What is inside is read, not verified. Never rejects for anything in the
 * token or the key; the key lives for this call only.
 */
export async function decryptToken(
  request: Omit<DecryptRequest, 'of'>,
  input: TokenInput,
  tools: VerifyTools,
): Promise<Answer<Decryption>> {
  const { keySource, agreed = [] } = request
  const opened = await openWith(keySource, agreed, input, readInput(input), tools)
  return opened.state === 'ask' ? opened : { state: 'done', result: opened.result.decryption }
}

/** The same with the plaintext, for what is to be verified inside. */
export async function openWith(
  source: KeySource,
  agreed: readonly string[],
  input: TokenInput,
  { found, reading }: ReadInput,
  tools: VerifyTools,
): Promise<Answer<OpenedToken>> {
  const closed = (decryption: Decryption): Answer<OpenedToken> => {
    return { state: 'done', result: { decryption, plaintext: null } }
  }
  if (!isEncrypted(reading)) return closed(notEncrypted(reading))
  const keys = await bringKeys(source, agreed, input, reading, tools)
  if (keys.state === 'ask') return { state: 'ask', fetches: keys.fetches.map(withoutReach) }
  if (keys.state === 'failed') {
    return closed(unopened('cannot-check', `${keys.failure.title}.`, keys.failure))
  }
  const result = await openToken(input, { found, reading }, keys.keys, tools.supports)
  return { state: 'done', result }
}

const isEncrypted = (reading: Inspection): reading is JweReading & Inspection =>
  reading.kind === 'jwe'

const notEncrypted = (reading: Inspection): Decryption =>
  reading.kind === 'malformed'
    ? unopened('incomplete', reading.problem)
    : unopened('cannot-check', 'This is not encrypted as a JWE, so there is nothing to open.')
