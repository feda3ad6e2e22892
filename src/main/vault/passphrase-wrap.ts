import { randomBytes, scrypt } from 'node:crypto'
import { CompactEncrypt, compactDecrypt, errors } from 'jose'
import { z } from 'zod'
import { failed, ok, type Result } from '../../shared/result.ts'
import { base64url, fromBase64url, type RandomBytes } from './key-ring.ts'

/** scrypt (RFC 7914) at 128 MiB, a few tenths of a second. */
const cost = { n: 2 ** 17, r: 8, p: 1 } as const

/** scrypt needs 128 * N * r bytes and a little more; Node's default limit is 32 MiB. */
const mostMemoryBytes = 256 * 1024 * 1024

export const passphraseWrap = z.strictObject({
  by: z.literal('passphrase'),
  /** The cost is fixed: a file that was altered cannot make unlocking eat all memory. */
  scrypt: z.strictObject({
    n: z.literal(cost.n),
    r: z.literal(cost.r),
    p: z.literal(cost.p),
    salt: z.base64url().length(22),
  }),
  sealed: z.string().min(1),
})

type PassphraseWrap = z.infer<typeof passphraseWrap>

/** What a passphrase became. Kept while the vault is open, so that it can be wrapped anew. */
export interface PassphraseKey {
  salt: string
  bytes: Uint8Array
}

/** Every guess costs an attacker a run of scrypt; what is shorter falls all the same. */
const fewestCharacters = 8

/** Derives a key for a new passphrase, with a salt of its own. */
export async function newPassphraseKey(
  passphrase: string,
  random: RandomBytes = randomBytes,
): Promise<Result<PassphraseKey>> {
  if (Array.from(passphrase).length < fewestCharacters) {
    return failed({
      kind: 'invalid-input',
      title: 'The passphrase is too short',
      detail: `It needs at least ${fewestCharacters} characters.`,
      code: 'passphrase-too-short',
      nextStep: 'Choose a longer one: a few unrelated words are easy to remember.',
    })
  }
  const salt = base64url(random(16))
  return ok({ salt, bytes: await derive(passphrase, salt) })
}

/** Seals a key ring's text as a JWE: `A256GCMKW` (RFC 7518 4.7) under the passphrase's key. */
export async function wrapByPassphrase(text: string, key: PassphraseKey): Promise<PassphraseWrap> {
  const sealed = await new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'A256GCMKW', enc: 'A256GCM' })
    .encrypt(key.bytes)
  return { by: 'passphrase', scrypt: { ...cost, salt: key.salt }, sealed }
}

/** Opens a wrap. A wrong passphrase and an altered wrap cannot be told apart. */
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
      title: 'That passphrase does not open the vault',
      code: 'wrong-passphrase',
      nextStep: 'Check the keyboard layout and the Caps Lock key, then try again.',
    })
  }
}

/** The passphrase as RFC 8265 4.2 prepares it (NFC), so that every keyboard gives the same bytes. */
function derive(passphrase: string, salt: string): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  const options = { N: cost.n, r: cost.r, p: cost.p, maxmem: mostMemoryBytes }
  scrypt(passphrase.normalize('NFC'), fromBase64url(salt), 32, options, (error, key) => {
    if (error === null) resolve(new Uint8Array(key))
    else reject(error)
  })
  return promise
}
