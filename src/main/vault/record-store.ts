import type { DamagedFile } from '../../shared/vault.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import type { Stored } from './durable-files.ts'
import { type FileKind, isFileId, type RecordFolder, type SealedFile } from './record-folder.ts'
import type { KeptSecrets, RecordPlace } from './secret-record.ts'
import { invalidId, notSaved, notThere } from './vault-failure.ts'

/** The current version of a file, and why it is not on disk although it should be. */
export interface Loaded<Clear> {
  file: SealedFile<Clear>
  unsaved: Failure | null
}

/** A record of any kind of file, and ways to store it differently. */
export interface FiledRecord {
  place: RecordPlace
  secrets: KeptSecrets
  save: (secrets: KeptSecrets) => Promise<Result<null>>
  saveOrHold: (secrets: KeptSecrets) => Promise<Result<null>>
  hold: (secrets: KeptSecrets) => void
}

export type RecordStore<Clear> = ReturnType<typeof recordStore<Clear>>

/** A thousand files opened at once could use up the file handles of the process. */
const filesAtOnce = 32

/**
 * The files of one kind, and what exists in memory only: sealed records that must not be on disk,
 * and files that could not be written. Decrypts nothing. Actions must not overlap: see `createQueue`.
 */
export function recordStore<Clear>(folder: RecordFolder<Clear>, kind: FileKind<Clear, unknown>) {
  const held = new Map<string, Loaded<Clear>>()
  const removed = new Map<string, Loaded<Clear>>()
  /** Ids that were removed in this session and not restored. */
  const removedIds = new Set<string>()
  const idOf = (file: SealedFile<Clear>): string => kind.id(file)

  async function load(id: string): Promise<Stored<Loaded<Clear>>> {
    const inMemory = held.get(id)
    if (inMemory !== undefined) return { state: 'read', value: inMemory }
    const stored = await folder.read(id)
    return stored.state === 'read'
      ? { state: 'read', value: { file: stored.value, unsaved: null } }
      : stored
  }

  /** As `load`, for an action that needs a readable file. */
  async function find(id: string): Promise<Result<Loaded<Clear>>> {
    if (!isFileId(id)) return failed(invalidId(kind.words))
    const stored = await load(id)
    if (stored.state === 'read') return ok(stored.value)
    return failed(stored.state === 'missing' ? notThere(kind.words) : stored.failure)
  }

  /** Every file. `missed` is the failure of one that may become readable later. */
  async function all(): Promise<
    Result<{ loaded: Loaded<Clear>[]; damaged: DamagedFile[]; missed: Failure | null }>
  > {
    const onDisk = await folder.ids()
    if (!onDisk.ok) return onDisk
    const ids = [...new Set([...onDisk.value, ...held.keys()])]
    const loaded: Loaded<Clear>[] = []
    const damaged: DamagedFile[] = []
    let missed: Failure | null = null
    for (let start = 0; start < ids.length; start += filesAtOnce) {
      const batch = ids.slice(start, start + filesAtOnce)
      const read = await Promise.all(batch.map(async (id) => ({ id, stored: await load(id) })))
      for (const { id, stored } of read) {
        if (stored.state === 'read') loaded.push(stored.value)
        if (stored.state === 'read' || stored.state === 'missing') continue // removed meanwhile
        damaged.push({ id, file: `${id}.json`, failure: stored.failure })
        if (stored.state !== 'damaged') missed = stored.failure
      }
    }
    return ok({ loaded, damaged, missed })
  }

  /** Writes a file. On a failure, what is in memory stays as it was. */
  async function save(file: SealedFile<Clear>): Promise<Result<null>> {
    const written = await folder.write(file)
    if (!written.ok) return written
    if (file.secrets.kept === 'memory') held.set(idOf(file), { file, unsaved: null })
    else held.delete(idOf(file))
    return written
  }

  /** Writes a file that must not be lost: on a failure it stays in memory, sealed. */
  async function saveOrHold(file: SealedFile<Clear>): Promise<Result<null>> {
    const saved = await save(file)
    return saved.ok ? saved : holdUnsaved(file, saved.failure)
  }

  /** Keeps a file in memory that could not be written. A removed one waits for `restore`. */
  function holdUnsaved(file: SealedFile<Clear>, cause: Failure): Result<null> {
    const id = idOf(file)
    const unsaved = notSaved(kind.words, cause)
    const records = removedIds.has(id) ? removed : held
    records.set(id, { file, unsaved })
    return failed(unsaved)
  }

  /** Replaces a record that is in memory only. The file on disk stays the same. */
  function holdInMemory(file: SealedFile<Clear>): Result<null> {
    held.set(idOf(file), { file, unsaved: null })
    return ok(null)
  }

  /** Moves a file and what is in memory of it, also where only that is left. */
  async function move(
    id: string,
    onDisk: (id: string) => Promise<Result<null>>,
    from: typeof held,
    to: typeof held,
  ): Promise<Result<null>> {
    if (!isFileId(id)) return failed(invalidId(kind.words))
    const moved = await onDisk(id)
    const value = from.get(id)
    const isGone = !moved.ok && moved.failure.kind === 'not-found'
    if (!moved.ok && !(isGone && value !== undefined)) return moved
    if (value !== undefined) to.set(id, value)
    from.delete(id)
    if (to === removed) removedIds.add(id)
    else removedIds.delete(id)
    return ok(null)
  }

  return {
    load,
    find,
    all,
    save,
    saveOrHold,
    holdUnsaved,
    holdInMemory,

    /** Every record, for a change that concerns all of them. `missed` as in `all`. */
    async records(): Promise<Result<{ records: FiledRecord[]; missed: Failure | null }>> {
      const every = await all()
      if (!every.ok) return every
      const records = every.value.loaded.map(({ file }): FiledRecord => {
        return {
          place: kind.place(file),
          secrets: file.secrets,
          save: (secrets) => save({ ...file, secrets }),
          saveOrHold: (secrets) => saveOrHold({ ...file, secrets }),
          hold: (secrets) => void holdInMemory({ ...file, secrets }),
        }
      })
      return ok({ records, missed: every.value.missed })
    },

    remove: (id: string) => move(id, (each) => folder.remove(each), held, removed),
    restore: (id: string) => move(id, (each) => folder.restore(each), removed, held),

    discardRemoved(): Promise<Result<null>> {
      removed.clear()
      return folder.discardRemoved()
    },

    /** Drops the records that are in memory only, whose key is gone. */
    forgetMemoryOnly(): void {
      for (const records of [held, removed]) {
        for (const [id, { file }] of records) if (file.secrets.kept === 'memory') records.delete(id)
      }
    },
  }
}
