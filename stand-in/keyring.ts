import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

export interface Keyring {
  encrypt: (text: string) => Buffer
  /** `shouldReEncrypt`: another key decrypted it than the one that encrypts now. */
  decrypt: (encrypted: Buffer) => { result: string; shouldReEncrypt: boolean }
}

type Prefix = 'v10' | 'v11'

/** The texts are Electron's (shell/browser/api/electron_api_safe_storage.cc). */
const errors = {
  encrypting: 'Error while encrypting the text provided to safeStorage.encryptStringAsync.',
  decrypting: 'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.',
  unavailable: 'safeStorage.decryptStringAsync is temporarily unavailable. Please try again.',
}

/** The key that Chromium hard-codes for a Linux without a keyring. */
const hardCoded = createHash('sha256').update('peanuts').digest()

/**
 * Opens the keyring that `TOUCHSTONE_STAND_IN_KEYRING` names: a file that holds the key (prefix
 * `v11`), or `unavailable`. If it is empty, the key is the hard-coded one (prefix `v10`).
 */
export function openKeyring(setting = process.env['TOUCHSTONE_STAND_IN_KEYRING']): Keyring {
  if (setting === 'unavailable') return keyring({ v10: hardCoded }, undefined)
  return setting === undefined || setting === ''
    ? keyring({ v10: hardCoded }, 'v10')
    : keyring({ v10: hardCoded, v11: keyFromFile(setting) }, 'v11')
}

function keyFromFile(file: string): Buffer {
  try {
    writeFileSync(file, randomBytes(32), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(file)
}

/**
 * Ciphertexts are prefix, nonce of 12 bytes, AES-256-GCM ciphertext, tag of 16 bytes.
 *
 * @param encryptsWith undefined while the keyring cannot be reached
 */
function keyring(keys: Partial<Record<string, Buffer>>, encryptsWith: Prefix | undefined): Keyring {
  return {
    encrypt(text) {
      const key = keys[encryptsWith ?? '']
      if (!encryptsWith || !key) throw new Error(errors.encrypting)
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from(encryptsWith), nonce, sealed, cipher.getAuthTag()])
    },
    decrypt(encrypted) {
      const prefix = encrypted.subarray(0, 3).toString('latin1')
      if (prefix === 'v11' && !encryptsWith) throw new Error(errors.unavailable)
      const key = keys[prefix]
      if (!key || encrypted.length < 31) throw new Error(errors.decrypting)
      const result = openSealed(encrypted, key)
      return { result, shouldReEncrypt: encryptsWith !== undefined && prefix !== encryptsWith }
    },
  }
}

function openSealed(encrypted: Buffer, key: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(3, 15))
  decipher.setAuthTag(encrypted.subarray(-16))
  try {
    const start = decipher.update(encrypted.subarray(15, -16), undefined, 'utf8')
    return start + decipher.final('utf8')
  } catch {
    throw new Error(errors.decrypting)
  }
}
