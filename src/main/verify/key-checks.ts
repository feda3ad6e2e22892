import { quote, relativeText, shortestRsaBits } from '../../inspector/index.ts'
import type { Check } from '../../shared/verification.ts'
import type { SignatureAlgorithm } from './algorithms.ts'
import { requiredBytes } from './hmac-facts.ts'
import { count, type Key, rsaModulusBits, secretBytes } from './key.ts'

/** The keys at hand, and what is to be thought of them. */
export interface KeysAtHand {
  keys: readonly Key[]
  /** They are the token's own: a match proves nothing about who made it. */
  carried: boolean
  /** The token named the issuer whose keys they are. */
  namedByToken: boolean
  /** They are the `jwk` of its header, which is where a proof of having a key carries it. */
  inHeader: boolean
}

/** Which key made a signature, and what vouches for it. */
export function checkKey(
  key: Key,
  keyId: string | null,
  { carried, namedByToken }: KeysAtHand,
): Check {
  const { kid } = key.jwk
  const differs = keyId !== null && kid !== undefined && kid !== keyId
  const text = [
    `${key.origin.charAt(0).toUpperCase()}${key.origin.slice(1)}.`,
    ...(differs ? [`It is called ${quote(kid)}, the header asks for ${quote(keyId)}.`] : []),
    ...(namedByToken ? ['The token itself named where it is from.'] : []),
    ...(carried ? ['Nobody vouches for it: compare its thumbprint with one that you know.'] : []),
  ].join(' ')
  return { what: 'key', outcome: carried ? 'not-checked' : 'passed', text }
}

/**
 * What the dates of the certificates are that the keys were taken from. One that has ended fails, but
 * takes nothing from a signature that is right: it may have been made before.
 */
export function checkValidity(keys: Iterable<Key>, nowSeconds: number): Check[] {
  return Array.from(keys).flatMap(({ origin, certificate }) => {
    if (!certificate) return []
    const { fromSeconds, toSeconds } = certificate.validity
    const check = (outcome: Check['outcome'], text: string): Check[] => {
      return [{ what: 'certificate', outcome, text: `The certificate of ${origin} ${text}` }]
    }
    if (nowSeconds > toSeconds) {
      return check('failed', `expired ${relativeText(toSeconds, nowSeconds)}.`)
    }
    if (nowSeconds < fromSeconds) {
      return check('failed', `becomes valid ${relativeText(fromSeconds, nowSeconds)}.`)
    }
    const end = relativeText(toSeconds, nowSeconds)
    return check('passed', `expires ${end}. Nobody here vouches for who issued it.`)
  })
}

/** RFC 7518 3.2 and 3.3. Curves have one size, so there is nothing to say of other keys. */
export function checkKeySize({ jwk }: Key, algorithm: SignatureAlgorithm): Check | null {
  const { name } = algorithm
  const bits = rsaModulusBits(jwk)
  if (bits !== null) {
    return bits < shortestRsaBits
      ? failed(`${name} needs a key of ${shortestRsaBits} bits, this has ${bits} (RFC 7518 3.3).`)
      : passed(`${bits} bits.`)
  }
  const bytes = secretBytes(jwk)?.byteLength
  if (bytes === undefined) return null
  const needed = requiredBytes(algorithm)
  return bytes < needed
    ? failed(`${name} needs a secret of ${needed} bytes, this has ${bytes} (RFC 7518 3.2).`)
    : passed(`${count(bytes, 'byte')}.`)
}

const failed = (text: string): Check => ({ what: 'key-size', outcome: 'failed', text })
const passed = (text: string): Check => ({ what: 'key-size', outcome: 'passed', text })
