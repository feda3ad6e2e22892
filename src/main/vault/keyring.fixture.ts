import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { SystemCipher } from './system-wrap.ts'

/** How a keyring responds. `hard-coded`: with the key that Chromium uses on every computer. */
export type KeyringMood = 'answers' | 'absent' | 'hard-coded' | 'closed' | 'silent'

export interface FakeKeyring {
  mood: KeyringMood
  /** Makes `decrypt` ask for the text to be encrypted again. */
  rotated: boolean
  calls: string[]
  cipher: SystemCipher
}

/**
 * A desktop keyring as seen through Electron's safeStorage on Linux: ciphertexts begin with `v11`, or
 * with `v10` where the key is hard-coded. Encrypts with AES-GCM under a random key.
 */
export function fakeKeyring(mood: KeyringMood = 'answers'): FakeKeyring {
  const keys = { v10: Buffer.alloc(32, 'peanuts'), v11: randomBytes(32) }
  const keyring: FakeKeyring = {
    mood,
    rotated: false,
    calls: [],
    cipher: {
      available: () => {
        keyring.calls.push('available')
        return asked(keyring.mood !== 'absent')
      },
      encrypt: (text) => {
        keyring.calls.push(text === 'probe' ? 'encrypt probe' : 'encrypt')
        const prefix = keyring.mood === 'hard-coded' ? 'v10' : 'v11'
        const iv = randomBytes(12)
        const cipher = createCipheriv('aes-256-gcm', keys[prefix], iv)
        const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
        return asked(Buffer.concat([Buffer.from(prefix), iv, cipher.getAuthTag(), sealed]))
      },
      decrypt: async (sealed) => {
        keyring.calls.push('decrypt')
        const prefix = sealed.toString('latin1', 0, 3)
        if (prefix !== 'v10' && prefix !== 'v11') throw new Error('Not sealed by this keyring.')
        const decipher = createDecipheriv('aes-256-gcm', keys[prefix], sealed.subarray(3, 15))
        decipher.setAuthTag(sealed.subarray(15, 31))
        const text = Buffer.concat([decipher.update(sealed.subarray(31)), decipher.final()])
        return asked({ text: text.toString('utf8'), shouldReEncrypt: keyring.rotated })
      },
    },
  }

  function asked<Value>(value: Value): Promise<Value> {
    if (keyring.mood === 'closed') return Promise.reject(new Error('The keyring is closed.'))
    if (keyring.mood === 'silent') return Promise.withResolvers<Value>().promise
    return Promise.resolve(value)
  }

  return keyring
}
