import { joined, numberOf, pbes2Bounds } from '../../inspector/index.ts'
import type { RecipientDecryption } from '../../shared/verification.ts'
import {
  type ContentEncryption,
  contentEncryptionAlgorithm,
  type KeyManagement,
  keyManagementAlgorithm,
  unavailable,
  whyUnsupported,
} from './algorithms.ts'
import { checkCritical, understoodExtensions } from './critical-header.ts'
import type { EncryptedPiece } from './encrypted-pieces.ts'
import type { RuntimeSupport } from './runtime-support.ts'

/** How the attempt at one recipient ended. */
export type Ending = Pick<RecipientDecryption, 'outcome' | 'text'>

/** What comes before any key: `crit`, `zip`, `p2c`, and whether `alg` and `enc` can be done here. */
export async function readAlgorithms(
  { headers }: EncryptedPiece,
  supports: RuntimeSupport,
): Promise<Ending | { alg: KeyManagement; enc: ContentEncryption }> {
  const [protectedHeader, ...unprotected] = headers
  const critical = checkCritical(protectedHeader, unprotected, understoodExtensions.encryption)
  if (critical?.outcome === 'failed') return { outcome: 'failed', text: critical.text }
  const [algName, encName] = [joined(headers, 'alg'), joined(headers, 'enc')]
  if (algName === null || encName === null) {
    return { outcome: 'failed', text: 'The header does not say how it is encrypted.' }
  }
  const [alg, enc] = [keyManagementAlgorithm(algName), contentEncryptionAlgorithm(encName)]
  if (!alg || !enc) {
    return { outcome: 'unsupported', text: whyUnsupported(alg ? encName : algName) }
  }
  const lacking = (await supports(algName)) ? ((await supports(encName)) ? null : encName) : algName
  if (lacking !== null) {
    return { outcome: 'unsupported', text: unavailable(lacking) }
  }
  const zip = joined(headers, 'zip')
  if (zip !== null && zip !== 'DEF') {
    return { outcome: 'unsupported', text: `The compression is not "DEF", the only one there is.` }
  }
  const rounds = headers.map((header) => numberOf(header, 'p2c')).find((count) => count !== null)
  if (algName.startsWith('PBES2') && (rounds ?? 0) > pbes2Bounds.most) {
    const text = `"p2c" asks for ${rounds ?? 0} rounds, more than ${pbes2Bounds.most} are not computed.`
    return { outcome: 'failed', text }
  }
  return { alg, enc }
}
