import {
  type ContentEncryption,
  counted,
  type KeyManagement,
  type KeyType,
  quote,
  shortestRsaBits,
  type SignatureAlgorithm,
  unsupportedCurves,
} from '../../inspector/index.ts'
import type { Check } from '../../shared/verification.ts'
import { failed, notChecked, passed } from './checks.ts'
import { holdsPrivatePart, type Key, rsaModulusBits, secretBytes } from './key.ts'

/** The keys that a signature may have been made with, and who vouches for them. */
export interface CandidateKeys {
  keys: readonly Key[]
  carried: boolean
  /** The token named the issuer whose keys they are. */
  namedByToken: boolean
  /** They come from the header's `jwk`, where a proof of possession carries its key. */
  inHeader: boolean
}

/** Why a key is not used with an algorithm, as a sentence; null where it fits. */
type Misfit = (key: Key) => string | null

/**
 * One key, one algorithm (RFC 8725 3.1): type, curve, `alg`, `use` and `key_ops` (RFC 7517 4.2 to
 * 4.4) all have to allow it.
 */
export function misfitForSignature({ name, keyTypes, curve }: SignatureAlgorithm): Misfit {
  return ({ jwk }) =>
    wrongType(jwk, name, keyTypes) ??
    (curve !== null && jwk.crv !== curve ? `${name} needs the curve ${curve}.` : null) ??
    notAllowed(jwk, [name], 'sig', holdsPrivatePart(jwk) ? ['verify', 'sign'] : ['verify'])
}

export function misfitForDecryption(alg: KeyManagement, enc: ContentEncryption): Misfit {
  // With `dir` the key is the content encryption key, so its `alg` is an `enc` (RFC 7518 4.5).
  const [names, sized] = alg.kind === 'dir' ? [['dir', enc.name], enc] : [[alg.name], alg]
  return ({ jwk }) =>
    wrongType(jwk, alg.name, alg.keyTypes) ??
    (jwk.kty !== 'oct' && !holdsPrivatePart(jwk) ? 'A public key cannot decrypt.' : null) ??
    wrongSize(jwk, sized) ??
    notAllowed(jwk, names, 'enc', ['decrypt', 'unwrapKey', 'deriveKey', 'deriveBits'])
}

function wrongType({ kty, crv = '' }: Key['jwk'], name: string, needed: readonly KeyType[]) {
  if (needed.some((type) => type === kty)) {
    return unsupportedCurves.includes(crv) ? `The curve ${crv} is not available here.` : null
  }
  const types = needed.map((type) => typeNames[type]).join(' or ')
  return `${name} needs ${types}, but this is ${nameOf(kty)}.`
}

function wrongSize(jwk: Key['jwk'], { name, secretBits }: KeyManagement | ContentEncryption) {
  const size = secretBytes(jwk)?.byteLength
  return secretBits === null || size === undefined || size * 8 === secretBits
    ? null
    : `${name} needs a secret of ${secretBits / 8} bytes, but this one has ${counted(size, 'byte')}.`
}

/** @param names of the algorithm, the header's first */
function notAllowed(
  { kty, alg, use, key_ops }: Key['jwk'],
  names: readonly string[],
  neededUse: string,
  operations: readonly string[],
): string | null {
  // An ML-DSA key must name its algorithm (RFC 9964).
  if (alg === undefined ? kty === 'AKP' : !names.includes(alg)) {
    return `The key is for ${quote(alg ?? '')} only, but the header says ${names[0] ?? ''}.`
  }
  if (use !== undefined && use !== neededUse) return `The "use" of the key is not "${neededUse}".`
  return key_ops === undefined || operations.some((operation) => key_ops.includes(operation))
    ? null
    : `The "key_ops" of the key do not include "${operations[0] ?? ''}".`
}

const typeNames: Record<KeyType, string> = {
  oct: 'a shared secret',
  RSA: 'an RSA key',
  EC: 'an EC key',
  OKP: 'an Edwards-curve key',
  AKP: 'an ML-DSA key',
}

const nameOf = (kty: string): string =>
  Object.entries(typeNames).find(([type]) => type === kty)?.[1] ?? `of type ${quote(kty)}`

/**
 * The keys that a header's `kid` and algorithm leave. A key that came alone is tried whatever its
 * `kid`; of several, those with the header's `kid`, else those without one.
 *
 * @returns the keys to try, in order, and whether the header names them; else why there are none
 */
export function chooseKeys(keys: readonly Key[], keyId: string | null, misfit: Misfit) {
  const none = (reason: string) => ({ fitting: [], reason, named: false })
  if (keys.length === 0) return none('No key to verify with.')
  const called = keys.filter(({ jwk }) => keyId !== null && jwk.kid === keyId)
  const nameless = keys.filter(({ jwk, alone }) => alone || jwk.kid === undefined)
  const possible = keyId === null ? keys : called.length > 0 ? called : nameless
  const [first] = possible
  if (!first)
    return none(`None of ${counted(keys.length, 'key')} has the key id ${quote(keyId ?? '')}.`)
  const fitting = possible.filter((key) => misfit(key) === null)
  if (fitting.length > 0) return { fitting, reason: '', named: called.length > 0 }
  const why = misfit(first) ?? ''
  return none(possible.length === 1 ? why : `No suitable key. The first: ${why}`)
}

/** Which key made a signature, and who vouches for it. */
export function checkKey(
  { jwk, origin }: Key,
  keyId: string | null,
  { carried, namedByToken }: CandidateKeys,
): Check {
  const { kid } = jwk
  const differs = keyId !== null && kid !== undefined && kid !== keyId
  const text = [
    `${origin.charAt(0).toUpperCase()}${origin.slice(1)}.`,
    ...(differs ? [`Key id ${quote(kid)}, but the header names ${quote(keyId)}.`] : []),
    ...(namedByToken ? ['The token itself names where the key is from.'] : []),
    ...(carried ? ['The key is not trusted. Compare its thumbprint with one you know.'] : []),
  ].join(' ')
  return (carried ? notChecked : passed)('key', text)
}

/** RFC 7518 §3.2: a shared secret is at least as long as the hash. */
export const requiredBytes = ({ hashBits }: SignatureAlgorithm): number => (hashBits ?? 0) / 8

/** RFC 7518 §3.2 and 3.3; null for other keys, whose curve or algorithm has one size. */
export function checkKeySize({ jwk }: Key, algorithm: SignatureAlgorithm): Check | null {
  const { name } = algorithm
  const check = (isLong: boolean, has: string, text: string): Check =>
    isLong ? passed('key-size', `${has}.`) : failed('key-size', `${name} needs ${text}.`)
  const bits = rsaModulusBits(jwk)
  if (bits !== null) {
    const text = `a key of ${shortestRsaBits} bits, but has ${bits} (RFC 7518 §3.3)`
    return check(bits >= shortestRsaBits, `${bits} bits`, text)
  }
  const bytes = secretBytes(jwk)?.byteLength
  if (bytes === undefined) return null
  const needed = requiredBytes(algorithm)
  const text = `a secret of ${needed} bytes, but has ${bytes} (RFC 7518 §3.2)`
  return check(bytes >= needed, counted(bytes, 'byte'), text)
}
