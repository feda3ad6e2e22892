import { quote } from '../../inspector/index.ts'
import {
  type ContentEncryption,
  type KeyManagement,
  type SignatureAlgorithm,
  unsupportedCurve,
} from './algorithms.ts'
import { count, holdsPrivatePart, type Key, secretBytes } from './key.ts'

/** Why a key is not used with an algorithm, as a sentence; null where it fits. */
type Misfit = (key: Key) => string | null

/**
 * One key, one algorithm (RFC 8725 3.1): type, curve, `alg`, `use` and `key_ops` (RFC 7517 4.2 to
 * 4.4) all have to allow it.
 */
export function misfitForSignature({ name, kty, curve }: SignatureAlgorithm): Misfit {
  return ({ jwk }) => {
    if (jwk.kty !== kty) return `${name} needs ${typeNames[kty]}, this is ${nameOf(jwk.kty)}.`
    if (curve !== undefined && jwk.crv !== curve) {
      return unsupportedCurve(jwk.crv) ?? `${name} needs the curve ${curve}.`
    }
    if (jwk.alg === undefined ? kty === 'AKP' : jwk.alg !== name) return otherAlgorithm(jwk, name)
    if (jwk.use !== undefined && jwk.use !== 'sig') return 'Its "use" is not "sig".'
    const operations = holdsPrivatePart(jwk) ? ['verify', 'sign'] : ['verify']
    return forbidden(jwk, operations)
  }
}

export function misfitForDecryption(alg: KeyManagement, enc: ContentEncryption): Misfit {
  const direct = alg.name === 'dir'
  const bits = direct ? enc.keyBits : alg.secretBits
  return ({ jwk }) => {
    if (!alg.kty.some((kty) => kty === jwk.kty)) {
      const needed = alg.kty.map((kty) => typeNames[kty]).join(' or ')
      return `${alg.name} needs ${needed}, this is ${nameOf(jwk.kty)}.`
    }
    const curve = unsupportedCurve(jwk.crv)
    if (curve !== null) return curve
    if (jwk.kty !== 'oct' && !holdsPrivatePart(jwk)) return 'A public key cannot decrypt.'
    const size = secretBytes(jwk)?.byteLength
    if (bits !== null && size !== undefined && size * 8 !== bits) {
      const name = direct ? enc.name : alg.name
      return `${name} needs a secret of ${bits / 8} bytes, this has ${count(size, 'byte')}.`
    }
    // With `dir` the key is the content encryption key, so its `alg` is an `enc` (RFC 7518 4.5).
    const names = direct ? [enc.name, 'dir'] : [alg.name]
    if (jwk.alg !== undefined && !names.includes(jwk.alg)) return otherAlgorithm(jwk, alg.name)
    if (jwk.use !== undefined && jwk.use !== 'enc') return 'Its "use" is not "enc".'
    return forbidden(jwk, ['decrypt', 'unwrapKey', 'deriveKey', 'deriveBits'])
  }
}

export interface Choice {
  /** The keys to try, in order. */
  fitting: Key[]
  /** Why there is none, as one or two sentences; empty where there are some. */
  reason: string
  /** The header names them by their `kid`. */
  named: boolean
}

/**
 * The keys that a header's `kid` and algorithm leave. A key that came alone is tried whatever it is
 * called; of several, those are that the header names, else those without a name.
 */
export function chooseKeys(keys: readonly Key[], keyId: string | null, misfit: Misfit): Choice {
  const none = (reason: string): Choice => ({ fitting: [], reason, named: false })
  if (keys.length === 0) return none('There is no key to check it with.')
  const called = keys.filter(({ jwk }) => keyId !== null && jwk.kid === keyId)
  const nameless = keys.filter(({ jwk, alone }) => alone || jwk.kid === undefined)
  const possible = keyId === null ? keys : called.length > 0 ? called : nameless
  const [first] = possible
  if (!first)
    return none(`None of the ${count(keys.length, 'key')} is called ${quote(keyId ?? '')}.`)
  const fitting = possible.filter((key) => misfit(key) === null)
  if (fitting.length > 0) return { fitting, reason: '', named: called.length > 0 }
  const why = misfit(first) ?? ''
  return none(possible.length === 1 ? why : `No key fits. The first: ${why}`)
}

const typeNames: Record<SignatureAlgorithm['kty'], string> = {
  oct: 'a shared secret',
  RSA: 'an RSA key',
  EC: 'an EC key',
  OKP: 'an Edwards-curve key',
  AKP: 'an ML-DSA key',
}

const nameOf = (kty: string): string =>
  Object.entries(typeNames).find(([type]) => type === kty)?.[1] ?? `of type ${quote(kty)}`

const otherAlgorithm = (jwk: Key['jwk'], name: string): string =>
  `The key is for ${quote(jwk.alg ?? '')} only, the header says ${name}.`

function forbidden(jwk: Key['jwk'], operations: readonly string[]): string | null {
  if (jwk.key_ops === undefined) return null
  return operations.some((operation) => jwk.key_ops?.includes(operation))
    ? null
    : `Its "key_ops" do not include "${operations[0] ?? ''}".`
}
