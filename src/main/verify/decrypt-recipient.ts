import { errors, flattenedDecrypt } from 'jose'
import {
  type ContentEncryption,
  contentEncryptionAlgorithms,
  joined,
  type KeyManagement,
  keyManagementAlgorithms,
  mostUnpackedBytes,
  numberOf,
  pbes2Bounds,
} from '../../inspector/index.ts'
import type { RecipientDecryption } from '../../shared/verification.ts'
import { checkCritical } from './critical-header.ts'
import type { JweRecipient } from './jose-inputs.ts'
import { chooseKeys, misfitForDecryption } from './key-fit.ts'
import { describeKey, type Key, secretBytes, withoutMembers } from './key.ts'
import { type RuntimeSupport, unavailable, usable } from './runtime-support.ts'

interface Ending extends Pick<RecipientDecryption, 'outcome' | 'text'> {
  /** The key that opened it, or the only one that fits. */
  key?: Key | null
  plaintext?: Uint8Array
}

/** More keys that all fit than any real set has. */
const mostTried = 10

/** Decrypts a token as one of its recipients, or says why it cannot be. */
export async function decryptRecipient(
  recipient: JweRecipient,
  keys: readonly Key[],
  supports: RuntimeSupport,
): Promise<{ recipient: RecipientDecryption; plaintext: Uint8Array | null }> {
  const { name, headers } = recipient
  const { outcome, text, key, plaintext } = await attempt(recipient, keys, supports)
  return {
    recipient: {
      ...{ name, outcome, text },
      algorithm: joined(headers, 'alg'),
      encryption: joined(headers, 'enc'),
      keyId: joined(headers, 'kid'),
      key: key ? await describeKey(key) : null,
    },
    plaintext: plaintext ?? null,
  }
}

async function attempt(
  recipient: JweRecipient,
  keys: readonly Key[],
  supports: RuntimeSupport,
): Promise<Ending> {
  const { headers, jwe } = recipient
  const known = await readAlgorithms(recipient, supports)
  if ('outcome' in known) return known
  const { alg, enc } = known
  if (jwe.ciphertext === '' || jwe.iv === undefined || jwe.tag === undefined) {
    return { outcome: 'incomplete', text: 'Part of the token is missing.' }
  }
  const misfit = misfitForDecryption(alg, enc)
  const { fitting, reason } = chooseKeys(keys, joined(headers, 'kid'), misfit)
  const [only] = fitting
  if (!only) return { outcome: 'no-key', text: reason }
  const { crv } = only.jwk
  if (crv !== undefined && !(await supports(crv))) {
    return { outcome: 'unsupported', text: unavailable(crv) }
  }
  let problem = ''
  for (const key of fitting.slice(0, mostTried)) {
    const opened = await decrypt(recipient, key, alg, enc)
    if (typeof opened !== 'string') {
      const text = 'Decrypted. The sender is not authenticated.'
      return { outcome: 'decrypted', text, key, plaintext: opened }
    }
    problem ||= opened
  }
  return { outcome: 'failed', text: problem, key: fitting.length === 1 ? only : null }
}

/** What comes before any key: `crit`, `zip`, `p2c`, and whether `alg` and `enc` can be used here. */
async function readAlgorithms(
  { headers }: JweRecipient,
  supports: RuntimeSupport,
): Promise<Ending | { alg: KeyManagement; enc: ContentEncryption }> {
  const critical = checkCritical(headers, [])
  if (critical?.outcome === 'failed') return { outcome: 'failed', text: critical.text }
  const [algName, encName] = [joined(headers, 'alg'), joined(headers, 'enc')]
  if (algName === null || encName === null) {
    return { outcome: 'failed', text: 'The header does not name the encryption.' }
  }
  const alg = await usable(algName, keyManagementAlgorithms.get(algName), supports)
  if (typeof alg === 'string') return { outcome: 'unsupported', text: alg }
  const enc = await usable(encName, contentEncryptionAlgorithms.get(encName), supports)
  if (typeof enc === 'string') return { outcome: 'unsupported', text: enc }
  const zip = joined(headers, 'zip')
  if (zip !== null && zip !== 'DEF') {
    return { outcome: 'unsupported', text: `Compression other than "DEF" is not supported.` }
  }
  const rounds = headers.map((header) => numberOf(header, 'p2c')).find((count) => count !== null)
  if (alg.kind === 'PBES2' && (rounds ?? 0) > pbes2Bounds.most) {
    const text = `"p2c" asks for ${rounds ?? 0} rounds. The limit is ${pbes2Bounds.most}.`
    return { outcome: 'failed', text }
  }
  return { alg, enc }
}

/** The plaintext, or why there is none, as a sentence. */
async function decrypt(
  { jwe }: JweRecipient,
  key: Key,
  alg: KeyManagement,
  enc: ContentEncryption,
): Promise<Uint8Array | string> {
  try {
    const { plaintext } = await flattenedDecrypt(jwe, joseKey(key), {
      keyManagementAlgorithms: [alg.name],
      contentEncryptionAlgorithms: [enc.name],
      maxPBES2Count: pbes2Bounds.most,
      maxDecompressedLength: mostUnpackedBytes,
    })
    return plaintext
  } catch (error) {
    if (error instanceof errors.JWEDecryptionFailed) {
      return 'Cannot be decrypted: wrong key, or the token was altered.'
    }
    if (!(error instanceof errors.JWEInvalid)) {
      return 'The key, or the one in the header, is damaged or too small.'
    }
    return error.message.includes('ecompress')
      ? `The decompressed content is damaged, or larger than ${mostUnpackedBytes} bytes.`
      : 'The header or an encoding violates RFC 7516.'
  }
}

/** Without what was checked against the header before. */
const joseKey = ({ jwk }: Key) =>
  secretBytes(jwk) ?? withoutMembers(jwk, ['alg', 'use', 'key_ops', 'ext'])
