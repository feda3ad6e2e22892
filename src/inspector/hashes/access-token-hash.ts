import type { HashCheck } from './hash-report.ts'
import type { Reading } from '../read/inspection.ts'
import { stringOf } from '../json/access.ts'
import { signatureAlgorithms } from '../tables/algorithms.ts'
import { digestText } from './digest.ts'

/**
 * Checks `at_hash`: the left half of the hash of the access token, with the hash function of the ID
 * token's algorithm (OpenID Connect Core §3.1.3.6).
 *
 * @returns null if there is nothing to compare or the hash function is unknown
 */
export async function checkAccessTokenHash(
  reading: Reading,
  accessToken: string | undefined,
): Promise<HashCheck | null> {
  const signed = reading.kind === 'jwe' ? reading.nested : reading
  if (accessToken === undefined || signed?.kind !== 'jws') return null
  const claimed = stringOf(signed.claims, 'at_hash')
  const bits = signatureAlgorithms.get(stringOf(signed.header, 'alg') ?? '')?.hashBits ?? null
  if (claimed === null || bits === null) return null
  return { claimed, computed: await digestText(`SHA-${bits}`, accessToken, bits / 16) }
}
