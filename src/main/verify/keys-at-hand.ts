import { type Inspection, memberOf, objectOf } from '../../inspector/index.ts'
import type { KeySource } from '../../shared/verification-request.ts'
import type { KeysAtHand } from './key-checks.ts'
import { importKeys } from './key-import.ts'
import type { LoadedKeys } from './load-keys.ts'
import type { RuntimeSupport } from './runtime-support.ts'
import { readAlgorithm } from './signature-algorithm.ts'
import type { SignedPiece } from './signed-pieces.ts'
import { plainValue } from './token-input.ts'

/** Whether any key would change the outcome: where none would, nothing is fetched. */
export async function needsKeys(
  pieces: readonly SignedPiece[],
  supports: RuntimeSupport,
): Promise<boolean> {
  const issuers = pieces.filter(({ role, input }) => role === 'signature' && input.signature !== '')
  const known = await Promise.all(issuers.map((piece) => readAlgorithm(piece, supports)))
  return known.some((found) => 'algorithm' in found)
}

export const noKeys: Extract<LoadedKeys, { state: 'loaded' }> = {
  state: 'loaded',
  keys: [],
  carried: false,
  issuer: null,
}

export const atHand = (
  { keys, carried }: Extract<LoadedKeys, { state: 'loaded' }>,
  source: KeySource,
): KeysAtHand => ({
  keys,
  carried,
  namedByToken: source.from === 'token' && !carried,
  inHeader: source.from === 'token' && source.parameter === 'jwk',
})

/** RFC 9901 4.1.2, RFC 7800 3.2: the issuer has signed whose key the holder's is. */
export function holderKey(reading: Inspection): KeysAtHand {
  const jwk = memberOf(objectOf(reading.claims, 'cnf'), 'jwk')
  const read = jwk && importKeys(JSON.stringify(plainValue(jwk)), '"cnf" of the token')
  return { keys: read?.ok ? read.value : [], carried: false, namedByToken: false, inHeader: false }
}
