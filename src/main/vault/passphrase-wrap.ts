import { randomBytes, scrypt, type ScryptOptions } from 'node:crypto'
import { promisify } from 'node:util'
import { CompactEncrypt, compactDecrypt, errors } from 'jose'
import { z } from 'zod'
import { failed, ok, type Result } from '../../shared/result.ts'
import { base64url, fromBase64url, type RandomBytes } from './key-ring.ts'

/** Cost of scrypt (RFC 7914 §2): 128 MiB of memory, a few tenths of a second. */
const cost = { n: 2 ** 17, r: 8, p: 1 } as const

/** scrypt needs 128 * N * r bytes and a little more. Node's default limit is 32 MiB. */
const mostMemoryBytes = 256 * 1024 * 1024

export const passphraseWrap = z.strictObject({
  by: z.literal('passphrase'),
  /** The cost is fixed, so that an altered file cannot make unlocking use up the memory. */
  scrypt: z.strictObject({
    n: z.literal(cost.n),
    r: z.literal(cost.r),
    p: z.literal(cost.p),
    salt: z.base64url().length(22),
  }),
  sealed: z.string().min(1),
})

type PassphraseWrap = z.infer<typeof passphraseWrap>

/** A key derived from a passphrase. Kept while the vault is open, to wrap the key ring again. */
export interface PassphraseKey {
  salt: string
  bytes: Uint8Array
}

/** Shorter passphrases can be guessed even though each guess costs a run of scrypt. */
const fewestCharacters = 8

/** Refuses a passphrase that can be guessed. */
export function checkPassphrase(passphrase: string): Result<null> {
  if (Array.from(passphrase).length >= fewestCharacters) return ok(null)
  return failed({
    kind: 'invalid-input',
    title: 'The passphrase is too short',
    detail: `At least ${fewestCharacters} characters are required.`,
    code: 'passphrase-too-short',
    nextStep: 'Choose a longer one. A few unrelated words are easy to remember.',
  })
}

/** Derives a key for a new passphrase, with a new salt. */
export async function newPassphraseKey(
  passphrase: string,
  random: RandomBytes = randomBytes,
): Promise<Result<PassphraseKey>> {
  const checked = checkPassphrase(passphrase)
  if (!checked.ok) return checked
  const salt = base64url(random(16))
  return ok({ salt, bytes: await derive(passphrase, salt) })
}

/** Wraps a key ring's text as a JWE: `A256GCMKW` (RFC 7518 §4.7) under the passphrase's key. */
export async function wrapByPassphrase(text: string, key: PassphraseKey): Promise<PassphraseWrap> {
  const sealed = await new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'A256GCMKW', enc: 'A256GCM' })
    .encrypt(key.bytes)
  return { by: 'passphrase', scrypt: { ...cost, salt: key.salt }, sealed }
}

/** Opens a wrap. A wrong passphrase and an altered wrap fail in the same way. */
export async function unwrapByPassphrase(
  wrap: PassphraseWrap,
  passphrase: string,
): Promise<Result<{ text: string; key: PassphraseKey }>> {
  const { salt } = wrap.scrypt
  const key = { salt, bytes: await derive(passphrase, salt) }
  try {
    const { plaintext } = await compactDecrypt(wrap.sealed, key.bytes, {
      keyManagementAlgorithms: ['A256GCMKW'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    return ok({ text: new TextDecoder().decode(plaintext), key })
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error
    return failed({
      kind: 'invalid-input',
      title: 'Wrong passphrase',
      code: 'wrong-passphrase',
      nextStep: 'Check the keyboard layout and the Caps Lock key, then try again.',
    })
  }
}

const deriveBytes = promisify<string, Uint8Array, number, ScryptOptions, Buffer>(scrypt)

/** Normalizes to NFC (RFC 8265 §4.2), so that every keyboard yields the same bytes. */
async function derive(passphrase: string, salt: string): Promise<Uint8Array> {
  const options = { N: cost.n, r: cost.r, p: cost.p, maxmem: mostMemoryBytes }
  const key = await deriveBytes(passphrase.normalize('NFC'), fromBase64url(salt), 32, options)
  return new Uint8Array(key)
}
