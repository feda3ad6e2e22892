import { existsSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type * as Electron from 'electron'
import { strictly } from './strict.ts'
import { isReady, requireReady } from './lifecycle.ts'
import { type Keyring, openKeyring } from './keyring.ts'

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

let opened: Promise<Keyring> | undefined

/**
 * The keyring, as this process has found it first. Electron asks for its keys once, and keeps the
 * answer: a keyring that is unlocked later stays out of reach until the app is started again.
 */
function keyring(): Promise<Keyring> {
  opened ??= unlocked().then(() => openKeyring())
  return opened
}

async function withKeyring<Value>(work: (keyring: Keyring) => Value): Promise<Value> {
  requireReady(beforeReady)
  return work(await keyring())
}

export const safeStorage = strictly('SafeStorage', {
  /** True as soon as the keyring has been asked, whatever it answered. */
  async isAsyncEncryptionAvailable() {
    if (!isReady()) return false
    await keyring()
    return true
  },
  encryptStringAsync: (plainText: string) => withKeyring((keyring) => keyring.encrypt(plainText)),
  decryptStringAsync: (encrypted: Buffer) => withKeyring((keyring) => keyring.decrypt(encrypted)),
  ...Object.fromEntries(synchronousCalls.map((name) => [name, () => refuse(name)])),
} satisfies Pick<
  Electron.SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
>)
