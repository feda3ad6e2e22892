import { stringOf } from '../json/access.ts'
import type { Finding } from '../read/finding.ts'
import type { Signature } from '../read/inspection.ts'
import { shortestRsaBits, signatureAlgorithms } from '../tables/algorithms.ts'
import { signaturesOf } from './kinds.ts'
import { nothing, quote, raise } from './raise.ts'
import type { Case } from './rule.ts'

const algorithmOf = ({ header, unprotected }: Signature): string =>
  stringOf(header, 'alg') ?? stringOf(unprotected, 'alg') ?? ''

type SignatureRule = (signature: Signature, algorithm: string, judged: Case) => string | null

/** One rule for each signature of the token: its text, or null where there is nothing to say. */
const forEach =
  (id: Finding['id'], rule: SignatureRule) =>
  (judged: Case): readonly Finding[] =>
    signaturesOf(judged.reading).flatMap((signature) => {
      const said = rule(signature, algorithmOf(signature), judged)
      return said === null ? nothing : [raise(id, said, { part: signature.part })]
    })

export const signatureEmpty = forEach('signature-empty', (signature, algorithm) =>
  signature.bytes === 0 && algorithm !== 'none'
    ? `alg is ${quote(algorithm)}, but the signature is empty.`
    : null,
)

const isRsa = (algorithm: string): boolean =>
  signatureAlgorithms.get(algorithm)?.keyTypes.includes('RSA') === true
const isEcdsa = (algorithm: string): boolean => signatureAlgorithms.get(algorithm)?.kind === 'ECDSA'

/** Why a signature of this size cannot be right; `modulusBytes` where the RSA key is known. */
export function wrongLength(
  algorithm: string,
  bytes: number,
  modulusBytes: number | null,
): string | null {
  if (isRsa(algorithm))
    return modulusBytes === null || modulusBytes === bytes
      ? null
      : `The signature has ${bytes} bytes, the key's modulus ${modulusBytes}.`
  const right = signatureAlgorithms.get(algorithm)?.signatureBytes ?? []
  return right.length === 0 || right.includes(bytes)
    ? null
    : `The signature has ${bytes} bytes, ${algorithm} gives ${right.join(' or ')}.`
}

/** An empty signature and a DER one have findings of their own. */
export const signatureLength = forEach('signature-length', (signature, algorithm, { context }) =>
  signature.bytes === null || signature.bytes === 0 || (signature.der && isEcdsa(algorithm))
    ? null
    : wrongLength(algorithm, signature.bytes, context.rsaModulusBytes ?? null),
)

export const signatureDer = forEach('signature-der', (signature, algorithm) =>
  signature.der && isEcdsa(algorithm) ? `The ${algorithm} signature is a DER sequence.` : null,
)

export const signatureZero = forEach('signature-zero', (signature, algorithm) => {
  if (!isEcdsa(algorithm) || signature.der || (signature.bytes ?? 0) === 0) return null
  const zero = [signature.zeroR ? 'r' : '', signature.zeroS ? 's' : ''].filter(
    (name) => name !== '',
  )
  return zero.length === 0 ? null : `The signature's ${zero.join(' and ')} is zero.`
})

/** An RSA signature is as long as the modulus of its key. */
export const rsaShortSignature = forEach('rsa-short-key', (signature, algorithm) =>
  isRsa(algorithm) &&
  signature.bytes !== null &&
  signature.bytes > 0 &&
  signature.bytes * 8 < shortestRsaBits
    ? `The signature is that of a key with ${signature.bytes * 8} bits.`
    : null,
)
