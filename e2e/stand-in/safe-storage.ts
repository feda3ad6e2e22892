import { strictly } from './strict.ts'
import { requireReady } from './lifecycle.ts'
import { openKeyring } from './keyring.ts'

const beforeReady = 'safeStorage cannot be used before app is ready'

function deprecated(name: string) {
  return () => {
    requireReady(beforeReady)
    throw new Error(`safeStorage.${name} is deprecated: the stand-in has the asynchronous calls only`)
  }
}

/** Runs `work` with the keyring; a keyring that is not there rejects, as Electron does. */
async function withKeyring<Value>(work: (keyring: ReturnType<typeof openKeyring>) => Value): Promise<Value> {
  requireReady(beforeReady)
  return Promise.resolve(work(openKeyring()))
}

export const safeStorage = strictly('SafeStorage', {
  async isAsyncEncryptionAvailable() {
    requireReady(beforeReady)
    await Promise.resolve()
    return process.env['TOUCHSTONE_STAND_IN_KEYRING'] !== 'unavailable'
  },
  encryptStringAsync: (plainText: string) => withKeyring((keyring) => keyring.encrypt(plainText)),
  decryptStringAsync: (encrypted: Buffer) =>
    withKeyring((keyring) => ({ result: keyring.decrypt(encrypted), shouldReEncrypt: false })),
  isEncryptionAvailable: deprecated('isEncryptionAvailable'),
  encryptString: deprecated('encryptString'),
  decryptString: deprecated('decryptString'),
  getSelectedStorageBackend: deprecated('getSelectedStorageBackend'),
  setUsePlainTextEncryption: deprecated('setUsePlainTextEncryption'),
} satisfies Electron.SafeStorage)
