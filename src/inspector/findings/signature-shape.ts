import { joined } from '../json/access.ts'
import type { Signature } from '../read/inspection.ts'
import { shortestRsaBits, signatureAlgorithms } from '../tables/algorithms.ts'
import { quote } from '../words/sentence.ts'
import { defineFinding, nothing, type Rule } from './define.ts'

/** Applies a rule to each signature. The rule returns the text of a finding or null. */
const ofSignatures =
  (rule: (signature: Signature, algorithm: string) => string | null): Rule =>
  ({ signatures }) =>
    signatures.flatMap((signature) => {
      const { header, unprotected, part } = signature
      const text = rule(signature, joined([header, unprotected], 'alg') ?? '')
      return text === null ? nothing : [{ text, place: { part } }]
    })

const isRsa = (algorithm: string): boolean =>
  signatureAlgorithms.get(algorithm)?.keyTypes.includes('RSA') === true
const isEcdsa = (algorithm: string): boolean => signatureAlgorithms.get(algorithm)?.kind === 'ECDSA'

/** Signatures that are wrong or weak by their size, their bytes or the size of the key. */
export const signatureShape = [
  defineFinding({
    id: 'signature-empty',
    severity: 'error',
    why: 'Nothing can be verified. A service that accepts the token does not check signatures.',
    reference: 'RFC 7515 §5.2',
    reading: ofSignatures(({ bytes }, algorithm) =>
      bytes === 0 && algorithm !== 'none'
        ? `Signature is empty, although alg is ${quote(algorithm)}`
        : null,
    ),
  }),
  defineFinding({
    id: 'signature-der',
    severity: 'error',
    why: 'JWS requires R and S as plain bytes, one after the other. Most libraries produce DER by default.',
    reference: 'RFC 7518 §3.4',
    reading: ofSignatures(({ der }, algorithm) =>
      der && isEcdsa(algorithm) ? `Signature is in DER format (${algorithm})` : null,
    ),
  }),
  defineFinding({
    id: 'signature-length',
    severity: 'error',
    why: 'A signature of the wrong size was cut, padded, or made with another algorithm.',
    reference: 'RFC 7518 §3, RFC 8037 §3.1',
    // Empty and DER signatures have findings of their own.
    reading: ofSignatures(({ bytes, der }, algorithm) => {
      if (bytes === null || bytes === 0 || (der && isEcdsa(algorithm))) return null
      const sizes = signatureAlgorithms.get(algorithm)?.signatureBytes ?? []
      return sizes.length === 0 || sizes.includes(bytes)
        ? null
        : `Signature has ${bytes} bytes instead of ${sizes.join(' or ')} (${algorithm})`
    }),
    verification: ({ algorithm, signatureBytes: bytes, rsaModulusBytes: modulus }) =>
      algorithm === null || !isRsa(algorithm) || !bytes || modulus === null || modulus === bytes
        ? nothing
        : [{ text: `Signature has ${bytes} bytes, the key modulus ${modulus}` }],
  }),
  defineFinding({
    id: 'signature-zero',
    severity: 'error',
    why: 'Libraries without this check accept such a signature for any content and any key.',
    reference: 'CVE-2022-21449',
    reading: ofSignatures(({ bytes, der, zeroR, zeroS }, algorithm) => {
      if (!isEcdsa(algorithm) || der || !bytes) return null
      const zero = [...(zeroR ? ['r'] : []), ...(zeroS ? ['s'] : [])]
      return zero.length === 0 ? null : `Signature with ${zero.join(' and ')} of zero`
    }),
  }),
  defineFinding({
    id: 'rsa-short-key',
    severity: 'warning',
    why: 'At least 2048 bits are required. Shorter keys can be broken.',
    reference: 'RFC 7518 §3.3',
    reading: ofSignatures(({ bytes }, algorithm) =>
      isRsa(algorithm) && bytes && bytes * 8 < shortestRsaBits
        ? `Signature of a key with only ${bytes * 8} bits`
        : null,
    ),
    verification: ({ rsaModulusBits: bits }) =>
      bits === null || bits >= shortestRsaBits ? nothing : [{ text: `Key has only ${bits} bits` }],
  }),
]
