import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

export interface Keyring {
  encrypt: (text: string) => Buffer
  decrypt: (encrypted: Buffer) => string
}

/**
 * Opens the keyring that `TOUCHSTONE_STAND_IN_KEYRING` names: a file that holds the key (prefix
 * `v11`), or `unavailable`. If it is empty, the key is the one that Chromium hard-codes for a Linux
 * without a keyring (prefix `v10`).
 *
 * @throws Error when the keyring is unavailable
 */
export function openKeyring(setting = process.env['TOUCHSTONE_STAND_IN_KEYRING']): Keyring {
  if (setting === 'unavailable')
    throw new Error('Encryption is not available: the keyring cannot be reached')
  return setting === undefined || setting === ''
    ? keyring('v10', createHash('sha256').update('peanuts').digest())
    : keyring('v11', keyFromFile(setting))
}

function keyFromFile(file: string): Buffer {
  try {
    writeFileSync(file, randomBytes(32), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(file)
}

/** Prefix, nonce of 12 bytes, AES-256-GCM ciphertext, tag of 16 bytes. */
function keyring(prefix: 'v10' | 'v11', key: Buffer): Keyring {
  return {
    encrypt(text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from(prefix), nonce, sealed, cipher.getAuthTag()])
    },
    decrypt(encrypted) {
      if (encrypted.subarray(0, 3).toString('latin1') !== prefix || encrypted.length < 31) {
        throw new Error(
          'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.',
        )
      }
      const decipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(3, 15))
      decipher.setAuthTag(encrypted.subarray(-16))
      return (
        decipher.update(encrypted.subarray(15, -16), undefined, 'utf8') + decipher.final('utf8')
      )
    },
  }
}
