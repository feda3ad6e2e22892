import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import { isProviderId, type ProviderFile } from './provider-file.ts'
import type { ProviderFolder } from './provider-folder.ts'
import type { Stored } from './read-stored.ts'
import { invalidId, noSuchProvider, notSaved } from './vault-failure.ts'

/** A provider as it is now, and why that is not on disk where it should be. */
export interface LoadedProvider {
  file: ProviderFile
  unsaved: Failure | null
}

export type ProviderStore = ReturnType<typeof providerStore>

/**
 * The provider files, and over them what memory knows better: sealed records that are kept in
 * memory only, and files that could not be written. Nothing in here is decrypted.
 */
export function providerStore(folder: ProviderFolder) {
  const held = new Map<string, LoadedProvider>()
  const removed = new Map<string, LoadedProvider>()

  async function load(id: string): Promise<Stored<LoadedProvider>> {
    const inMemory = held.get(id)
    if (inMemory !== undefined) return { state: 'read', value: inMemory }
    const stored = await folder.read(id)
    return stored.state === 'read'
      ? { state: 'read', value: { file: stored.value, unsaved: null } }
      : stored
  }

  function move(id: string, from: typeof held, to: typeof held): void {
    const value = from.get(id)
    if (value !== undefined) to.set(id, value)
    from.delete(id)
  }

  /** Writes a file. When that fails, everything stays as it was. */
  async function save(file: ProviderFile): Promise<Result<null>> {
    const written = await folder.write(file)
    if (!written.ok) return written
    if (file.secrets.kept === 'memory') held.set(file.provider.id, { file, unsaved: null })
    else held.delete(file.provider.id)
    return written
  }

  return {
    load,

    async ids(): Promise<Result<string[]>> {
      const ids = await folder.ids()
      return ids.ok ? ok([...new Set([...ids.value, ...held.keys()])]) : ids
    },

    /** As `load`, for an action on one provider that must be readable. */
    async find(id: string): Promise<Result<LoadedProvider>> {
      if (!isProviderId(id)) return failed(invalidId)
      const stored = await load(id)
      if (stored.state === 'read') return ok(stored.value)
      return failed(stored.state === 'missing' ? noSuchProvider : stored.failure)
    },

    save,

    /** Saves a file that must not be lost: what cannot be written stays in memory, sealed. */
    async saveOrHold(file: ProviderFile): Promise<Result<null>> {
      const saved = await save(file)
      if (saved.ok) return saved
      const unsaved = notSaved(saved.failure)
      held.set(file.provider.id, { file, unsaved })
      return failed(unsaved)
    },

    /** Goes on with a record that is in memory only; the file on disk has nothing to add. */
    holdInMemory(file: ProviderFile): Result<null> {
      held.set(file.provider.id, { file, unsaved: null })
      return ok(null)
    },

    async remove(id: string): Promise<Result<null>> {
      if (!isProviderId(id)) return failed(invalidId)
      const result = await folder.remove(id)
      if (result.ok) move(id, held, removed)
      return result
    },

    async restore(id: string): Promise<Result<null>> {
      if (!isProviderId(id)) return failed(invalidId)
      const result = await folder.restore(id)
      if (result.ok) move(id, removed, held)
      return result
    },

    discardRemoved(): Promise<Result<null>> {
      removed.clear()
      return folder.discardRemoved()
    },

    /** Drops the records that are in memory only: their key is gone. */
    forgetMemoryOnly(): void {
      for (const records of [held, removed]) {
        for (const [id, { file }] of records) if (file.secrets.kept === 'memory') records.delete(id)
      }
    },
  }
}
