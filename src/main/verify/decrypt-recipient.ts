import { errors, flattenedDecrypt } from 'jose'
import { numberOf } from '../../shared/jwt/json/access.ts'
import { mostUnpackedBytes } from '../../shared/jwt/findings/encrypted.ts'
import { joined } from '../../shared/jwt/read/opens-with.ts'
import type { RecipientDecryption } from '../../shared/verification.ts'
import {
  type ContentEncryption,
  contentEncryptionAlgorithm,
  type KeyManagement,
  keyManagementAlgorithm,
  whyUnsupported,
} from './algorithms.ts'
import { checkCritical, understoodExtensions } from './critical-header.ts'
import type { EncryptedPiece } from './encrypted-pieces.ts'
import { describeKey, type Key, secretBytes, withoutMembers } from './key.ts'
import { chooseKeys, misfitForDecryption } from './key-fit.ts'
import type { RuntimeSupport } from './runtime-support.ts'

export interface RecipientResult {
  recipient: RecipientDecryption
  plaintext: Uint8Array | null
}

/** 8725bis 3.13: more rounds than this only cost time; and so many in all, whoever asks. */
export const mostPbes2Rounds = 1_200_000

/** A set with more keys than this that all fit is no real one. */
const mostTried = 10

/** Tries to open a token as one of its recipients, and says why it stays closed where it does. */
export async function decryptRecipient(
  piece: EncryptedPiece,
  keys: readonly Key[],
  supports: RuntimeSupport,
): Promise<RecipientResult> {
  const known = await readAlgorithms(piece, supports)
  if ('outcome' in known) return resultOf(piece, known)
  const { alg, enc } = known
  if (piece.jwe.ciphertext === '' || piece.jwe.iv === undefined || piece.jwe.tag === undefined) {
    return resultOf(piece, { outcome: 'incomplete', text: 'A part of the token is missing.' })
  }
  const { fitting, reason } = chooseKeys(
    keys,
    joined(piece.headers, 'kid'),
    misfitForDecryption(alg, enc),
  )
  const [only] = fitting
  if (!only) return resultOf(piece, { outcome: 'no-key', text: reason })
  let problem = ''
  for (const key of fitting.slice(0, mostTried)) {
    const opened = await open(piece, key, alg, enc)
    if (typeof opened !== 'string') {
      const text = 'It is opened. That says nothing about who made what is inside.'
      return resultOf(piece, { outcome: 'decrypted', text }, key, opened)
    }
    problem ||= opened
  }
  return resultOf(piece, { outcome: 'failed', text: problem }, fitting.length === 1 ? only : null)
}

type Ending = Pick<RecipientDecryption, 'outcome' | 'text'>

/** What comes before any key: `crit`, `zip`, `p2c`, and whether `alg` and `enc` can be done here. */
async function readAlgorithms(
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
    return { outcome: 'unsupported', text: `${lacking} is not available in this runtime.` }
  }
  const zip = joined(headers, 'zip')
  if (zip !== null && zip !== 'DEF') {
    return { outcome: 'unsupported', text: `The compression is not "DEF", the only one there is.` }
  }
  const rounds = headers.map((header) => numberOf(header, 'p2c')).find((count) => count !== null)
  if (algName.startsWith('PBES2') && (rounds ?? 0) > mostPbes2Rounds) {
    const text = `"p2c" asks for ${rounds ?? 0} rounds, more than ${mostPbes2Rounds} are not computed.`
    return { outcome: 'failed', text }
  }
  return { alg, enc }
}

/** The plaintext, or why there is none, as a sentence. */
async function open(
  { jwe }: EncryptedPiece,
  key: Key,
  alg: KeyManagement,
  enc: ContentEncryption,
): Promise<Uint8Array | string> {
  try {
    const { plaintext } = await flattenedDecrypt(jwe, joseKey(key), {
      keyManagementAlgorithms: [alg.name],
      contentEncryptionAlgorithms: [enc.name],
      maxPBES2Count: mostPbes2Rounds,
      maxDecompressedLength: mostUnpackedBytes,
    })
    return plaintext
  } catch (error) {
    if (error instanceof errors.JWEDecryptionFailed) {
      return 'This key does not open it, or it was changed afterwards.'
    }
    if (!(error instanceof errors.JWEInvalid)) return 'The key is damaged or too small.'
    return error.message.includes('ecompress')
      ? `Unpacked it is broken, or larger than ${mostUnpackedBytes} bytes.`
      : 'The header or an encoding breaks RFC 7516.'
  }
}

/** `alg`, `use` and `key_ops` were held against the header before: here only the key counts. */
const joseKey = ({ jwk }: Key) =>
  secretBytes(jwk) ?? withoutMembers(jwk, ['alg', 'use', 'key_ops', 'ext'])

async function resultOf(
  { name, headers }: EncryptedPiece,
  ending: Ending,
  key: Key | null = null,
  plaintext: Uint8Array | null = null,
): Promise<RecipientResult> {
  const recipient: RecipientDecryption = {
    name,
    ...ending,
    algorithm: joined(headers, 'alg'),
    encryption: joined(headers, 'enc'),
    keyId: joined(headers, 'kid'),
    key: key && (await describeKey(key)),
  }
  return { recipient, plaintext }
}
