import { z } from 'zod'
import type { VaultStatus } from '../../shared/vault.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import type { ProtectionChoice } from './key-keeper.ts'
import { makeVaultKey, type RandomBytes, wipeKeys } from './key-ring.ts'
import type { FiledRecord, RecordStore } from './record-store.ts'
import { openRecord, recordKeyId, sealRecord } from './secret-record.ts'
import { lockedFailure, notWritten } from './vault-failure.ts'
import type { VaultKeyHolder } from './vault-key.ts'

const anyContent = z.looseObject({})

const movedRecord: Failure = {
  kind: 'storage',
  title: 'A record does not belong to its file',
  detail: 'The file was changed or copied outside of Touchstone.',
  code: 'record-moved',
  nextStep: 'Restore the file from a backup or remove it, then replace the vault key.',
}

/**
 * Changes of the vault key that concern every record. One durable write of the key file commits the
 * change; the record files follow one by one, and a crash between two of them loses nothing. Must
 * not overlap with actions on the files: see `createQueue`.
 */
export function resealing(
  stores: readonly Pick<RecordStore<unknown>, 'records' | 'discardRemoved'>[],
  key: VaultKeyHolder,
  random?: RandomBytes,
) {
  async function everyRecord(): Promise<
    Result<{ records: FiledRecord[]; missed: Failure | null }>
  > {
    const records: FiledRecord[] = []
    let missed: Failure | null = null
    for (const store of stores) {
      const every = await store.records()
      if (!every.ok) return every
      records.push(...every.value.records)
      missed ??= every.value.missed
    }
    return ok({ records, missed })
  }

  /** As `everyRecord`, but fails if one is missed: for dropping a key that it may still need. */
  async function allRecords(): Promise<Result<FiledRecord[]>> {
    const every = await everyRecord()
    if (!every.ok) return every
    return every.value.missed === null ? ok(every.value.records) : failed(every.value.missed)
  }

  async function discardRemoved(): Promise<Result<null>> {
    for (const store of stores) {
      const discarded = await store.discardRemoved()
      if (!discarded.ok) return discarded
    }
    return ok(null)
  }

  /** Seals records of older keys with the current key, then drops the older keys. */
  async function finishRotation(): Promise<Result<null>> {
    const ring = key.ring()
    if (ring === undefined) return failed(lockedFailure(key.status()))
    const [current, ...previous] = ring
    if (previous.length === 0) return ok(null)
    const all = await allRecords()
    if (!all.ok) return all
    const failures: Failure[] = []
    for (const { place, secrets, save } of all.value) {
      const { jwe } = secrets
      if (jwe === null || recordKeyId(jwe) === current.id) continue
      if (key.ring() === undefined) return failed(lockedFailure(key.status()))
      const opened = await openRecord(jwe, place, ring, anyContent)
      // Its file was changed outside of the app, and may be put back: then the old key opens it.
      if (opened.state === 'record-moved') failures.push(movedRecord)
      if (opened.state !== 'opened') continue // no key opens it: it stays as it is
      const sealed = await sealRecord(opened.content, place, current)
      const saved = await save({ ...secrets, jwe: sealed })
      if (!saved.ok) failures.push(saved.failure)
    }
    const unwritten = notWritten('The old vault key is still needed', failures)
    if (unwritten) return failed(unwritten)
    const dropped = await key.replaceRing([current])
    if (!dropped.ok) return dropped
    wipeKeys(previous)
    return discardRemoved()
  }

  /**
   * Makes a new vault key and seals every record with it. The old key stays in the key file until
   * all are done, and the next `open` continues after a failure or a crash. Removed files cannot
   * be restored afterwards.
   */
  async function rotateKey(): Promise<Result<null>> {
    const ring = key.ring()
    if (ring === undefined) return failed(lockedFailure(key.status()))
    const all = await allRecords()
    if (!all.ok) return all
    const replaced = await key.replaceRing([makeVaultKey(random), ...ring])
    return replaced.ok ? finishRotation() : replaced
  }

  return {
    /** Continues a rotation, and replaces a key of an earlier version: see `openRecord`. */
    finishOpening: (): Promise<Result<null>> => {
      const current = key.ring()?.[0]
      return current?.bindsSettings === false ? rotateKey() : finishRotation()
    },
    discardRemoved,
    rotateKey,

    /**
     * Protects the vault key in another way. No secret is lost. From memory, the records are
     * written to disk. To memory, the key leaves the disk first, then the records do. Removed files
     * cannot be restored after either.
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
    const every = await everyRecord()
    if (!every.ok) return every
    const changed = await key.protect(choice)
    if (!changed.ok) return changed
    const failures: Failure[] = []
    for (const { secrets, saveOrHold } of every.value.records) {
      const { kept, jwe } = secrets
      if (kept === 'sealed' || jwe === null) continue
      const saved = await saveOrHold({ kept: 'sealed', jwe })
      if (!saved.ok) failures.push(saved.failure)
    }
    return ended(changed, failures)
  }

  /** Once the key file is replaced, no stored key opens what is left on disk. */
  async function toMemory(choice: ProtectionChoice): Promise<Result<VaultStatus>> {
    const all = await allRecords()
    if (!all.ok) return all
    const moving: FiledRecord[] = []
    for (const record of all.value) {
      const ring = key.ring()
      const { jwe } = record.secrets
      if (ring === undefined || jwe === null) continue
      const opened = await openRecord(jwe, record.place, ring, anyContent)
      if (opened.state === 'opened') moving.push(record)
    }
    const changed = await key.protect(choice)
    if (!changed.ok) return changed
    const failures: Failure[] = []
    for (const { secrets, hold, save } of moving) {
      const inMemory = { kept: 'memory', jwe: secrets.jwe } as const
      hold(inMemory)
      const saved = await save(inMemory)
      if (!saved.ok) failures.push(saved.failure)
    }
    return ended(changed, failures)
  }

  async function ended(
    changed: Result<VaultStatus>,
    failures: Failure[],
  ): Promise<Result<VaultStatus>> {
    const title = 'The vault key was replaced, but some files could not be written'
    const unwritten = notWritten(title, failures)
    if (unwritten) return failed(unwritten)
    const discarded = await discardRemoved()
    return discarded.ok ? changed : discarded
  }
}
