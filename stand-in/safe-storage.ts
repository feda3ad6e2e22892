import { existsSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type * as Electron from 'electron'
import { strictly } from './strict.ts'
import { requireReady } from './lifecycle.ts'
import { openKeyring } from './keyring.ts'

const beforeReady = 'safeStorage cannot be used before app is ready'

const synchronousCalls = [
  'isEncryptionAvailable',
  'encryptString',
  'decryptString',
  'getSelectedStorageBackend',
  'setUsePlainTextEncryption',
]

function refuse(name: string): never {
  requireReady(beforeReady)
  throw new Error(`safeStorage.${name} is deprecated: the stand-in has only the asynchronous calls`)
}

/**
 * Waits, like a keyring that asks its user for a password, until the file that
 * `TOUCHSTONE_STAND_IN_KEYRING_ASKS` names exists.
 */
async function unlocked(): Promise<void> {
  const file = process.env['TOUCHSTONE_STAND_IN_KEYRING_ASKS']
  while (file !== undefined && !existsSync(file)) await setTimeout(20)
}

/** Runs `work` with the keyring. Rejects if there is none, as Electron does. */
async function withKeyring<Value>(
  work: (keyring: ReturnType<typeof openKeyring>) => Value,
): Promise<Value> {
  requireReady(beforeReady)
  await unlocked()
  return work(openKeyring())
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
  ...Object.fromEntries(synchronousCalls.map((name) => [name, () => refuse(name)])),
} satisfies Pick<
  Electron.SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
>)
