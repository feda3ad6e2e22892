import { type Failure, type Result, failed, ok } from '../../shared/result.ts'
import {
  type KeySource,
  type SecretEncoding,
  secretEncodings,
} from '../../shared/verification-request.ts'
import { signatureAlgorithms } from '../../inspector/index.ts'
import type { JwsSignature } from './jose-inputs.ts'
import type { Key } from './key.ts'
import { importKeys } from './key-import.ts'
import { matchSignature } from './signature-match.ts'
import type { SignatureResult } from './verify-signature.ts'

/**
 * A shared secret as a key. Text that reads as a key of another kind is refused: a service that uses
 * the text of its public key as a secret lets everybody sign (RFC 8725 2.1).
 */
export function importSecret(text: string, encoding: SecretEncoding): Result<Key> {
  const bytes = decode(text, encoding)
  if (!bytes) return failed(notEncoded(encoding))
  if (bytes.length === 0) return failed(empty)
  // The bytes as text find a key in base64, the text itself and their base64 one without armour.
  const isKey = [bytes.toString('utf8'), text, bytes.toString('base64')].some(
    (candidate) => importKeys(candidate, '').ok,
  )
  if (isKey || pieceOfKey.test(bytes.toString('latin1'))) return failed(otherKey)
  const jwk = { kty: 'oct', k: bytes.toString('base64url') }
  return ok({ jwk, origin: 'the shared secret', written: null, alone: true })
}

/** Also finds a PEM block or a JWK that is cut off or damaged: neither is a secret. */
const pieceOfKey = /-----BEGIN [A-Z0-9 ]+-----|^\s*\{[^]{0,1000}"kty"\s*:/

const alphabets = {
  hex: /^([0-9a-f]{2})*$/i,
  base64: /^[A-Za-z0-9+/]*={0,2}$/,
  base64url: /^[A-Za-z0-9_-]*={0,2}$/,
}

/** Null where the text is not in the encoding, which may have white space anywhere. */
function decode(text: string, encoding: SecretEncoding): Buffer | null {
  if (encoding === 'text') return Buffer.from(text, 'utf8')
  const bare = text.replace(/\s+/g, '')
  // Padding may be left out; where it is there it must be right (RFC 4648 3.2).
  const whole = bare.endsWith('=') ? bare.length % 4 === 0 : bare.length % 4 !== 1
  const fits = alphabets[encoding].test(bare) && (encoding === 'hex' || whole)
  return fits ? Buffer.from(bare, encoding) : null
}

/**
 * Names the encoding with which a secret would have matched: the wrong one is the most frequent reason
 * why an HMAC does not. The outcome stays, since another secret was entered.
 */
export async function withEncodingHint(
  result: SignatureResult,
  { jws }: JwsSignature,
  source: KeySource,
): Promise<SignatureResult> {
  const { verification } = result
  const algorithm = signatureAlgorithms.get(verification.algorithm ?? '')
  if (source.from !== 'secret' || verification.outcome !== 'invalid') return result
  if (algorithm?.kind !== 'HMAC') return result
  for (const encoding of secretEncodings.filter((other) => other !== source.encoding)) {
    const key = importSecret(source.text, encoding)
    if (key.ok && (await matchSignature(jws, key.value, algorithm)) === 'matches') {
      const text = `${verification.text} The secret matches when read as ${encoding}.`
      return { ...result, verification: { ...verification, text } }
    }
  }
  return result
}

const notEncoded = (encoding: SecretEncoding): Failure => ({
  kind: 'invalid-input',
  title: `The secret is not ${encoding}`,
  nextStep: 'Choose the encoding of the secret.',
})

const empty: Failure = {
  kind: 'blank-field',
  title: 'The secret is empty',
  nextStep: 'Enter the secret the token was signed with.',
}

const otherKey: Failure = {
  kind: 'invalid-input',
  title: 'This is a key, not a shared secret',
  detail:
    'A service that uses the text of its public key as a shared secret lets anyone sign tokens.',
  nextStep: 'Paste it as a key.',
}
