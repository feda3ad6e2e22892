import { errors, flattenedDecrypt } from 'jose'
import { joined, mostUnpackedBytes, pbes2Bounds } from '../../inspector/index.ts'
import type { RecipientDecryption } from '../../shared/verification.ts'
import { type ContentEncryption, type KeyManagement, unavailable } from './algorithms.ts'
import type { EncryptedPiece } from './encrypted-pieces.ts'
import { type Ending, readAlgorithms } from './encryption-algorithm.ts'
import { describeKey, type Key, secretBytes, withoutMembers } from './key.ts'
import { chooseKeys, misfitForDecryption } from './key-fit.ts'
import type { RuntimeSupport } from './runtime-support.ts'

export interface RecipientResult {
  recipient: RecipientDecryption
  plaintext: Uint8Array | null
}

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
  const { crv } = only.jwk
  if (crv !== undefined && !(await supports(crv))) {
    return resultOf(piece, { outcome: 'unsupported', text: unavailable(crv) })
  }
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
      maxPBES2Count: pbes2Bounds.most,
      maxDecompressedLength: mostUnpackedBytes,
    })
    return plaintext
  } catch (error) {
    if (error instanceof errors.JWEDecryptionFailed) {
      return 'This key does not open it, or it was changed afterwards.'
    }
    if (!(error instanceof errors.JWEInvalid))
      return 'The key is damaged or too small, or the one in the header is.'
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
