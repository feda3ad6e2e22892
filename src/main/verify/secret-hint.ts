import type { KeySource, SecretEncoding } from '../../shared/verification-request.ts'
import { signatureAlgorithm } from './algorithms.ts'
import { importSecret } from './shared-secret.ts'
import { matchSignature } from './signature-match.ts'
import type { SignedPiece } from './signed-pieces.ts'
import type { SignatureResult } from './verify-signature.ts'

const encodings: readonly SecretEncoding[] = ['text', 'base64', 'base64url', 'hex']

/**
 * A right secret in the wrong encoding is the most frequent reason why an HMAC does not match: says
 * so where it is. The outcome stays: what was entered is another secret.
 */
export async function withSecretHint(
  result: SignatureResult,
  { input }: SignedPiece,
  source: KeySource,
): Promise<SignatureResult> {
  const { verification } = result
  const algorithm = signatureAlgorithm(verification.algorithm ?? '')
  if (source.from !== 'secret' || verification.outcome !== 'invalid') return result
  if (algorithm?.kty !== 'oct') return result
  for (const encoding of encodings.filter((other) => other !== source.encoding)) {
    const key = importSecret(source.text, encoding)
    if (key.ok && (await matchSignature(input, key.value, algorithm)) === 'matches') {
      const text = `${verification.text} Read as ${encoding}, the secret does match.`
      return { ...result, verification: { ...verification, text } }
    }
  }
  return result
}
