import { stringOf } from '../json/access.ts'
import type { JsonObject } from '../json/node.ts'

/**
 * What key opens a JWE, as a noun phrase, from `alg` and `enc` (RFC 7518 4.1, 5.1).
 *
 * @param headers protected, shared and the recipient's own, which together are its JOSE header
 */
export function opensWith(headers: readonly (JsonObject | null)[]): string {
  const algorithm = joined(headers, 'alg')
  const encryption = joined(headers, 'enc') ?? 'content encryption'
  if (algorithm === null) return 'a key that the header does not name'
  if (algorithm === 'dir') return `the shared ${encryption} key itself`
  if (algorithm.startsWith('RSA')) return "the recipient's RSA private key"
  if (algorithm.startsWith('ECDH-ES')) return "the recipient's EC, X25519 or X448 private key"
  if (algorithm.startsWith('PBES2')) return 'the password'
  const wrapped = /^A(128|192|256)(GCM)?KW$/.exec(algorithm)
  return wrapped?.[1] ? `the shared AES key of ${wrapped[1]} bits` : 'a key of an unknown kind'
}

/** A string member of the joined headers, which hold each name once (RFC 7516 7.2.1). */
export const joined = (headers: readonly (JsonObject | null)[], name: string): string | null =>
  headers.map((header) => stringOf(header, name)).find((value) => value !== null) ?? null
