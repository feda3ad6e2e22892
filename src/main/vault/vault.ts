import { join } from 'node:path'
import type { VaultStatus } from '../../shared/vault.ts'
import { type Failure, ok, type Result } from '../../shared/result.ts'
import { type DurableOptions, sweepTemporaryFiles } from './durable-files.ts'
import type { ProtectionChoice } from './key-keeper.ts'
import type { RandomBytes } from './key-ring.ts'
import { providerActions, providerFiles } from './provider-actions.ts'
import { createQueue } from './queue.ts'
import { recordFolder } from './record-folder.ts'
import { recordStore } from './record-store.ts'
import { resealing } from './reseal.ts'
import { savedTokenActions, savedTokenFiles } from './saved-token-actions.ts'
import type { SystemCipher } from './system-wrap.ts'
import { loadVaultKey } from './vault-key.ts'

export interface VaultOptions {
  /** The user's data folder. The vault stores `vault-key.json`, `providers/` and `tokens/` in it. */
  folder: string
  cipher: SystemCipher
  now: () => number
  /** Receives failures at start, and of side work while the action itself succeeded. */
  report: (failure: Failure) => void
  platform?: NodeJS.Platform
  /** Time limit for the operating system's keyring, which the user may have to unlock first. */
  cipherLimitMs?: number
  random?: RandomBytes
  durable?: DurableOptions
}

export type Vault = Awaited<ReturnType<typeof loadVault>>

/**
 * The encrypted store of providers, their secrets and tokens, and of saved tokens. Fields in clear
 * can be read at once, secrets after `open`. The operating system's cipher is not used before that.
 *
 * Two processes must never use the same folder. The app's single-instance lock prevents it.
 */
export async function loadVault(options: VaultOptions) {
  const { platform = process.platform, random, report } = options
  const durable: DurableOptions = { platform, ...options.durable }
  const folder = recordFolder(join(options.folder, 'providers'), providerFiles, durable)
  const tokenFolder = recordFolder(join(options.folder, 'tokens'), savedTokenFiles, durable)
  const ready = [
    await folder.prepare(),
    await tokenFolder.prepare(),
    await sweepTemporaryFiles(options.folder, durable.fs),
  ]
  for (const each of ready) if (!each.ok) report(each.failure)
  const key = await loadVaultKey({
    folder: options.folder,
    system: { cipher: options.cipher, platform, limitMs: options.cipherLimitMs ?? 60_000 },
    durable,
    random,
    now: options.now,
    report,
  })
  const store = recordStore(folder, providerFiles)
  const actions = providerActions(store, key)
  const tokenStore = recordStore(tokenFolder, savedTokenFiles)
  const tokens = savedTokenActions(tokenStore, key)
  const stores = [store, tokenStore]
  const keys = resealing(stores, key, random)
  const enqueue = createQueue()

  /** Needs a passphrase only where one protects the vault. May be called again after a failure. */
  async function open(passphrase?: string): Promise<Result<VaultStatus>> {
    const opened = await key.open(passphrase)
    if (!opened.ok) return opened
    const finished = await enqueue(keys.finishOpening)
    if (!finished.ok) report(finished.failure)
    return ok(key.status())
  }

  /**
   * Drops the key. No later action gets it; running ones finish before it is overwritten. With
   * protection `memory` the secrets are lost, too.
   */
  function lock(): Promise<VaultStatus> {
    const wipe = key.lock()
    return enqueue(async () => {
      wipe()
      for (const each of stores) each.forgetMemoryOnly()
      return Promise.resolve(key.status())
    })
  }

  return {
    status: key.status,
    isMemoryChosen: key.isMemoryChosen,
    open,
    lock,
    hide: () => key.hide(),
    protect: (choice: ProtectionChoice) => enqueue(() => keys.protect(choice)),
    rotateKey: () => enqueue(() => keys.rotateKey()),
    /** For a key that cannot be opened any more. It is set aside; secrets must be entered again. */
    startAfresh: () =>
      enqueue(async () => {
        const aside = await key.setAside()
        return aside.ok ? key.open() : aside
      }),

    peek: () => enqueue(() => actions.peek()),
    list: () => enqueue(() => actions.list()),
    read: (id: string) => enqueue(() => actions.read(id)),
    add: (...input: Parameters<typeof actions.add>) => enqueue(() => actions.add(...input)),
    edit: (...input: Parameters<typeof actions.edit>) => enqueue(() => actions.edit(...input)),
    saveTokens: (...input: Parameters<typeof actions.saveTokens>) =>
      enqueue(() => actions.saveTokens(...input)),
    holdTokens: (...input: Parameters<typeof actions.holdTokens>) =>
      enqueue(() => actions.holdTokens(...input)),
    saveAgain: (id: string) => enqueue(() => actions.saveAgain(id)),
    markSent: (...input: Parameters<typeof actions.markSent>) =>
      enqueue(() => actions.markSent(...input)),
    clearSent: (id: string) => enqueue(() => actions.clearSent(id)),
    /** `restore` undoes it, until `close`, `rotateKey` or `protect`. */
    remove: (id: string) => enqueue(() => store.remove(id)),
    restore: (id: string) =>
      enqueue(async () => {
        const restored = await store.restore(id)
        // Tokens may have arrived while the provider was removed. A failure stays with the provider.
        if (restored.ok) await actions.saveAgain(id)
        return restored
      }),

    savedTokens: {
      list: () => enqueue(() => tokens.list()),
      read: (id: string) => enqueue(() => tokens.read(id)),
      save: (...input: Parameters<typeof tokens.save>) => enqueue(() => tokens.save(...input)),
      rename: (id: string, name: string) => enqueue(() => tokens.rename(id, name)),
      remove: (id: string) => enqueue(() => tokenStore.remove(id)),
      restore: (id: string) => enqueue(() => tokenStore.restore(id)),
    },

    /** For quitting: deletes removed files for good, and drops the key. */
    async close(): Promise<Result<null>> {
      const discarded = await enqueue(() => keys.discardRemoved())
      await lock()
      return discarded
    },
  }
}
