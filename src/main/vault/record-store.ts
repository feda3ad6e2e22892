import type { DamagedFile } from '../../shared/vault.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import { inBatches } from './in-batches.ts'
import type { Stored } from './read-stored.ts'
import type { RecordFolder } from './record-folder.ts'
import { type FileKind, isFileId, type KeptSecrets, type SealedFile } from './sealed-file.ts'
import type { RecordPlace } from './secret-record.ts'
import { invalidId, notSaved, notThere } from './vault-failure.ts'

/** A file as it is now, and why that is not on disk where it should be. */
export interface Loaded<Clear> {
  file: SealedFile<Clear>
  unsaved: Failure | null
}

/** A sealed record and how to keep it otherwise, whatever the file around it is about. */
export interface FiledRecord {
  place: RecordPlace
  secrets: KeptSecrets
  save: (secrets: KeptSecrets) => Promise<Result<null>>
  saveOrHold: (secrets: KeptSecrets) => Promise<Result<null>>
  hold: (secrets: KeptSecrets) => void
}

export type RecordStore<Clear> = ReturnType<typeof recordStore<Clear>>

const filesAtOnce = 32

/**
 * The files of one kind, and over them what memory knows better: sealed records that are kept in
 * memory only, and files that could not be written. Nothing in here is decrypted. Must be used in
 * turn.
 */
export function recordStore<Clear>(folder: RecordFolder<Clear>, kind: FileKind<Clear, unknown>) {
  const held = new Map<string, Loaded<Clear>>()
  const removed = new Map<string, Loaded<Clear>>()
  /** Files on disk that were asked for by `recall`, as they were read or written since. */
  const seen = new Map<string, { file: SealedFile<Clear>; stamp: Promise<string | null> }>()
  const idOf = (file: SealedFile<Clear>): string => kind.place(file).id

  async function load(id: string): Promise<Stored<Loaded<Clear>>> {
    const inMemory = held.get(id)
    if (inMemory !== undefined) return { state: 'read', value: inMemory }
    const wasSeen = seen.delete(id)
    // Before it is read: what changes in between is noticed next time.
    const stamp = wasSeen ? await folder.stamp(id) : null
    const stored = await folder.read(id)
    if (stored.state !== 'read') return stored
    if (wasSeen) seen.set(id, { file: stored.value, stamp: Promise.resolve(stamp) })
    return { state: 'read', value: { file: stored.value, unsaved: null } }
  }

  /** What the next `all` gives, while nothing has changed since. */
  let ahead: ReturnType<typeof readAll> | null = null

  /** What can be read, and what cannot. `missed` says why one that may be read later is not now. */
  function all(): ReturnType<typeof readAll> {
    const read = ahead ?? readAll()
    ahead = null
    return read
  }

  async function readAll(): Promise<
    Result<{ loaded: Loaded<Clear>[]; damaged: DamagedFile[]; missed: Failure | null }>
  > {
    seen.clear()
    const onDisk = await folder.ids()
    if (!onDisk.ok) return onDisk
    const ids = [...new Set([...onDisk.value, ...held.keys()])]
    const loaded: Loaded<Clear>[] = []
    const damaged: DamagedFile[] = []
    let missed: Failure | null = null
    for (const [index, stored] of (await inBatches(ids, filesAtOnce, load)).entries()) {
      if (stored.state === 'read') loaded.push(stored.value)
      if (stored.state === 'read' || stored.state === 'missing') continue // removed meanwhile
      const id = ids[index] ?? ''
      damaged.push({ id, file: `${id}.json`, failure: stored.failure })
      if (stored.state !== 'damaged') missed = stored.failure
    }
    return ok({ loaded, damaged, missed })
  }

  function move(id: string, from: typeof held, to: typeof held): void {
    const value = from.get(id)
    if (value !== undefined) to.set(id, value)
    from.delete(id)
  }

  /** Writes a file. When that fails, everything stays as it was. */
  async function save(file: SealedFile<Clear>): Promise<Result<null>> {
    ahead = null
    const id = idOf(file)
    const wasSeen = seen.delete(id) // a failure of the very last step leaves the new file there
    const written = await folder.write(file)
    if (!written.ok) return written
    if (file.secrets.kept === 'memory') held.set(id, { file, unsaved: null })
    else {
      held.delete(id)
      if (wasSeen) seen.set(id, { file, stamp: folder.stamp(id) })
    }
    return written
  }

  /** Saves a file that must not be lost: what cannot be written stays in memory, sealed. */
  async function saveOrHold(file: SealedFile<Clear>): Promise<Result<null>> {
    const saved = await save(file)
    if (saved.ok) return saved
    const unsaved = notSaved(kind.words, saved.failure)
    held.set(idOf(file), { file, unsaved })
    return failed(unsaved)
  }

  /** Goes on with a record that is in memory only; the file on disk has nothing to add. */
  function holdInMemory(file: SealedFile<Clear>): Result<null> {
    ahead = null
    held.set(idOf(file), { file, unsaved: null })
    return ok(null)
  }

  /** As `load`, for an action on one that must be readable. */
  async function find(id: string): Promise<Result<Loaded<Clear>>> {
    if (!isFileId(id)) return failed(invalidId(kind.words))
    const stored = await load(id)
    if (stored.state === 'read') return ok(stored.value)
    return failed(stored.state === 'missing' ? notThere(kind.words) : stored.failure)
  }

  return {
    load,
    all,
    find,

    /** As `all`; the next one goes on with what this has read, unless something could not be. */
    async readAhead(): ReturnType<typeof readAll> {
      const reading = readAll()
      ahead = reading
      const read = await reading
      if (ahead === reading && (!read.ok || read.value.missed !== null)) ahead = null
      return read
    },

    /**
     * As `find`, but does not read again what it has read, or written since, while nobody else has
     * changed it. One that is gone is as it was: there is nothing to overwrite.
     */
    async recall(id: string): Promise<Result<Loaded<Clear>>> {
      if (held.has(id) || !isFileId(id)) return find(id)
      const stamp = await folder.stamp(id)
      const known = seen.get(id)
      if (known && (stamp === null || stamp === (await known.stamp))) {
        return ok({ file: known.file, unsaved: null })
      }
      const found = await find(id)
      if (found.ok) seen.set(id, { file: found.value.file, stamp: Promise.resolve(stamp) })
      return found
    },

    /** Every record, for a change that concerns them all; `missed` as in `all`. */
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

    save,
    saveOrHold,
    holdInMemory,

    async remove(id: string): Promise<Result<null>> {
      if (!isFileId(id)) return failed(invalidId(kind.words))
      ahead = null
      const result = await folder.remove(id)
      seen.delete(id)
      if (result.ok) move(id, held, removed)
      return result
    },

    async restore(id: string): Promise<Result<null>> {
      if (!isFileId(id)) return failed(invalidId(kind.words))
      ahead = null
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
      ahead = null
      for (const records of [held, removed]) {
        for (const [id, { file }] of records) if (file.secrets.kept === 'memory') records.delete(id)
      }
    },
  }
}
