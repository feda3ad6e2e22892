import { join } from 'node:path'
import type { VaultStatus } from '../../shared/vault.ts'
import { type Failure, ok, type Result } from '../../shared/result.ts'
import type { DurableOptions } from './durable-fs.ts'
import type { ProtectionChoice } from './key-keeper.ts'
import type { RandomBytes } from './key-ring.ts'
import { providerActions } from './provider-actions.ts'
import { providerFiles } from './provider-file.ts'
import { recordFolder } from './record-folder.ts'
import { recordStore } from './record-store.ts'
import { resealing } from './reseal.ts'
import { savedTokenActions } from './saved-token-actions.ts'
import { savedTokenFiles } from './saved-token-file.ts'
import type { SystemCipher } from './system-wrap.ts'
import { takeTurns } from './take-turns.ts'
import { loadVaultKey } from './vault-key.ts'
import { sweepTemporaryFiles } from './write-durably.ts'

export interface VaultOptions {
  /** The user's data folder: gets `vault-key.json`, `providers/` and `tokens/`. */
  folder: string
  cipher: SystemCipher
  now: () => number
  /** Told of what went wrong beside the point, at start or while the action itself went well. */
  report: (failure: Failure) => void
  platform?: NodeJS.Platform
  /** How long the operating system's keyring may take: its owner may have to unlock it first. */
  cipherLimitMs?: number
  random?: RandomBytes
  durable?: DurableOptions
}

export type Vault = Awaited<ReturnType<typeof loadVault>>

/**
 * The encrypted store of providers, their secrets and tokens, and of pasted tokens that were saved.
 * What is in clear can be read at once; secrets once `open` has succeeded. The operating system's cipher is not touched before that.
 *
 * Two processes must never use the same folder: the app's single-instance lock sees to it.
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
  const inTurn = takeTurns()

  /** A passphrase is needed only where one protects the vault. Unavailable: call it again. */
  async function open(passphrase?: string): Promise<Result<VaultStatus>> {
    const opened = await key.open(passphrase)
    if (!opened.ok) return opened
    const finished = await inTurn(keys.finishRotation)
    if (!finished.ok) report(finished.failure)
    return ok(key.status())
  }

  /**
   * Drops the key: at once for all that begins, and for what is under way when it ends. With
   * protection `memory` the secrets go with it.
   */
  function lock(): Promise<VaultStatus> {
    const wipe = key.lock()
    return inTurn(async () => {
      wipe()
      for (const each of stores) each.forgetMemoryOnly()
      return Promise.resolve(key.status())
    })
  }

  return {
    status: key.status,
    open,
    lock,
    protect: (choice: ProtectionChoice) => inTurn(() => keys.protect(choice)),
    rotateKey: () => inTurn(() => keys.rotateKey()),
    /** For a key that cannot be opened any more: it is set aside, and every secret entered anew. */
    startAfresh: () =>
      inTurn(async () => {
        const aside = await key.setAside()
        return aside.ok ? key.open() : aside
      }),

    /** The list before `open`: what stands in clear. `list` goes on with what this has read. */
    peek: () => inTurn(() => actions.peek()),
    list: () => inTurn(() => actions.list()),
    read: (...input: Parameters<typeof actions.read>) => inTurn(() => actions.read(...input)),
    add: (...input: Parameters<typeof actions.add>) => inTurn(() => actions.add(...input)),
    edit: (...input: Parameters<typeof actions.edit>) => inTurn(() => actions.edit(...input)),
    saveTokens: (...input: Parameters<typeof actions.saveTokens>) =>
      inTurn(() => actions.saveTokens(...input)),
    saveAgain: (id: string) => inTurn(() => actions.saveAgain(id)),
    markSent: (...input: Parameters<typeof actions.markSent>) =>
      inTurn(() => actions.markSent(...input)),
    clearSent: (id: string) => inTurn(() => actions.clearSent(id)),
    /** Can be undone by `restore` until `close`, `rotateKey` or `protect`. */
    remove: (id: string) => inTurn(() => store.remove(id)),
    restore: (id: string) => inTurn(() => store.restore(id)),

    savedTokens: {
      list: () => inTurn(() => tokens.list()),
      read: (id: string) => inTurn(() => tokens.read(id)),
      save: (...input: Parameters<typeof tokens.save>) => inTurn(() => tokens.save(...input)),
      rename: (id: string, name: string) => inTurn(() => tokens.rename(id, name)),
      /** Can be undone as `remove` can. */
      remove: (id: string) => inTurn(() => tokenStore.remove(id)),
      restore: (id: string) => inTurn(() => tokenStore.restore(id)),
    },

    /** At quit: deletes for good what was removed, drops the key. */
    async close(): Promise<Result<null>> {
      const discarded = await inTurn(() => keys.discardRemoved())
      await lock()
      return discarded
    },
  }
}
