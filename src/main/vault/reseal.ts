import type { VaultStatus } from '../../shared/ipc.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import type { ProtectionChoice } from './key-keeper.ts'
import { makeVaultKey, type RandomBytes, wipeKeys } from './key-ring.ts'
import { contentsOf } from './provider-contents.ts'
import type { ProviderFile } from './provider-file.ts'
import type { ProviderStore } from './provider-store.ts'
import { recordKeyId, sealRecord } from './secret-record.ts'
import { lockedFailure, someNotWritten } from './vault-failure.ts'
import type { VaultKeyHolder } from './vault-key.ts'

/**
 * Changes of the vault key that concern every provider file. Each is decided by one durable write
 * of the key file; the provider files follow one by one, and a crash between two of them loses
 * nothing. Must be called in turn with the provider actions.
 */
export function resealing(store: ProviderStore, key: VaultKeyHolder, random?: RandomBytes) {
  /** Every readable provider, and why one that may be read later cannot be read now. */
  async function everyFile(): Promise<Result<{ files: ProviderFile[]; missed: Failure | null }>> {
    const ids = await store.ids()
    if (!ids.ok) return ids
    const files: ProviderFile[] = []
    let missed: Failure | null = null
    for (const id of ids.value) {
      const loaded = await store.load(id)
      if (loaded.state === 'read') files.push(loaded.value.file)
      else if (loaded.state === 'unread' || loaded.state === 'newer') missed = loaded.failure
    }
    return ok({ files, missed })
  }

  /** As `everyFile`, before a key is dropped that a missed file would still need. */
  async function allFiles(): Promise<Result<ProviderFile[]>> {
    const every = await everyFile()
    if (!every.ok) return every
    return every.value.missed === null ? ok(every.value.files) : failed(every.value.missed)
  }

  /** Seals what older keys of the ring sealed with the current one, then drops the older keys. */
  async function finishRotation(): Promise<Result<null>> {
    const ring = key.ring()
    if (ring === undefined) return failed(lockedFailure(key.status()))
    const [current, ...previous] = ring
    if (previous.length === 0) return ok(null)
    const files = await allFiles()
    if (!files.ok) return files
    const failures: Failure[] = []
    for (const file of files.value) {
      const { jwe } = file.secrets
      if (jwe === null || recordKeyId(jwe) === current.id) continue
      const contents = await contentsOf(file, key)
      if (contents.state === 'locked') return failed(lockedFailure(key.status()))
      if (contents.state === 'enter-again') continue // opens with none of the keys: left as it is
      const sealed = await sealRecord(contents.record, file.provider, current)
      const saved = await store.save({ ...file, secrets: { ...file.secrets, jwe: sealed } })
      if (!saved.ok) failures.push(saved.failure)
    }
    const [first] = failures
    if (first !== undefined) {
      const title = 'The old vault key is still needed'
      return failed(someNotWritten(title, failures.length, first))
    }
    const dropped = await key.replaceRing([current])
    if (!dropped.ok) return dropped
    wipeKeys(previous)
    return store.discardRemoved()
  }

  return {
    finishRotation,

    /**
     * Makes a new vault key and seals every record with it. The old key stays, wrapped, until all
     * are done; what fails or is interrupted goes on at the next `open`. Ends undo of removals.
     */
    async rotateKey(): Promise<Result<null>> {
      const ring = key.ring()
      if (ring === undefined) return failed(lockedFailure(key.status()))
      const files = await allFiles()
      if (!files.ok) return files
      const replaced = await key.replaceRing([makeVaultKey(random), ...ring])
      return replaced.ok ? finishRotation() : replaced
    },

    /**
     * Keeps the vault key in another way; no secret is lost. From memory, the records are written;
     * to memory, they leave the disk, the key before all. Both end undo of removals.
     */
    async protect(choice: ProtectionChoice): Promise<Result<VaultStatus>> {
      const before = key.status()
      if (before.state !== 'open') return failed(lockedFailure(before))
      const keptNow = before.protection === 'memory' ? 'memory' : 'sealed'
      const keptThen = choice.protection === 'memory' ? 'memory' : 'sealed'
      if (keptNow === keptThen) return key.protect(choice)
      return keptThen === 'memory' ? toMemory(choice) : fromMemory(choice)
    },
  }

  async function fromMemory(choice: ProtectionChoice): Promise<Result<VaultStatus>> {
    const every = await everyFile()
    if (!every.ok) return every
    const changed = await key.protect(choice)
    if (!changed.ok) return changed
    const failures: Failure[] = []
    for (const file of every.value.files) {
      const { kept, jwe } = file.secrets
      if (kept === 'sealed' || jwe === null) continue
      const saved = await store.saveOrHold({ ...file, secrets: { kept: 'sealed', jwe } })
      if (!saved.ok) failures.push(saved.failure)
    }
    return ended(changed, failures)
  }

  /** Once the key file is replaced, what is left on disk opens with no key at all. */
  async function toMemory(choice: ProtectionChoice): Promise<Result<VaultStatus>> {
    const files = await allFiles()
    if (!files.ok) return files
    const moving: ProviderFile[] = []
    for (const file of files.value) {
      const { jwe } = file.secrets
      if ((await contentsOf(file, key)).state !== 'ready') continue
      moving.push({ ...file, secrets: { kept: 'memory', jwe } })
    }
    const changed = await key.protect(choice)
    if (!changed.ok) return changed
    const failures: Failure[] = []
    for (const file of moving) {
      store.holdInMemory(file)
      const saved = await store.save(file)
      if (!saved.ok) failures.push(saved.failure)
    }
    return ended(changed, failures)
  }

  async function ended(
    changed: Result<VaultStatus>,
    failures: Failure[],
  ): Promise<Result<VaultStatus>> {
    const [first] = failures
    if (first !== undefined) {
      const title = 'The vault key is kept in the new way, but not every file is written'
      return failed(someNotWritten(title, failures.length, first))
    }
    const discarded = await store.discardRemoved()
    return discarded.ok ? changed : discarded
  }
}
