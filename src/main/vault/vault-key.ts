import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { VaultStatus } from '../../shared/vault.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import { closedBy, type ClosedVault, unavailable, wrapDetail } from './closed-vault.ts'
import type { DurableOptions } from './durable-fs.ts'
import {
  chooseKeeper,
  firstKey,
  type KeyKeeper,
  type OpenedKey,
  openWrap,
  type ProtectionChoice,
  wrapRing,
} from './key-keeper.ts'
import { type KeyRing, type RandomBytes, wipeKeys } from './key-ring.ts'
import { moveDurably } from './move-durably.ts'
import type { Stored } from './read-stored.ts'
import type { System } from './system-wrap.ts'
import { takeTurns } from './take-turns.ts'
import { lockedFailure, notWhileOpen } from './vault-failure.ts'
import { type KeyWrap, readKeyFile, vaultKeyFileName, writeKeyFile } from './vault-key-file.ts'

export interface VaultKeyOptions {
  /** Where `vault-key.json` is. */
  folder: string
  system: System
  durable: DurableOptions
  random: RandomBytes | undefined
  now: () => number
  /** Told what went wrong beside the point: the action itself went well. */
  report: (failure: Failure) => void
}

type Opened = { state: 'open'; ring: KeyRing; keeper: KeyKeeper; detail: string }

export type VaultKeyHolder = Awaited<ReturnType<typeof loadVaultKey>>

/**
 * Holds the vault key: open, locked, or unavailable. Actions on it run one after the other; a slow
 * keyring keeps nothing waiting but them. The operating system's cipher is not touched before
 * `open`.
 */
export async function loadVaultKey(options: VaultKeyOptions) {
  const { system, durable, random } = options
  const path = join(options.folder, vaultKeyFileName)
  const inTurn = takeTurns()
  const found = await readKeyFile(path)
  /** What was found, for the first opening: each later one reads the file anew. */
  let unused = found.state === 'read' ? found : null
  let state: Opened | ClosedVault = closedBy(found, system.platform)
  /** Counts locks: an opening that was asked for before the vault was locked comes to nothing. */
  let locks = 0

  const status = (): VaultStatus =>
    state.state === 'open'
      ? { state: 'open', protection: state.keeper.by, detail: state.detail }
      : state

  /** Without a passphrase nobody is asked anything. Tried again, it reads the file anew. */
  async function open(
    passphrase: string | undefined,
    locksBefore: number,
  ): Promise<Result<VaultStatus>> {
    if (state.state === 'open') return ok(status())
    const stored = unused ?? (await readKeyFile(path))
    unused = null
    const opened = await openStored(stored, passphrase)
    if (!opened.ok) {
      // A passphrase that is missing or wrong leaves the vault locked; anything else is in the way.
      state =
        opened.failure.kind === 'storage'
          ? unavailable(stored, opened.failure)
          : closedBy(stored, system.platform)
      return opened
    }
    const { ring, keeper, detail } = opened.value
    if (locks !== locksBefore) {
      state = { state: 'locked', protection: keeper.by, detail }
      wipe(ring, keeper)
      return failed(lockedFailure(state))
    }
    state = { state: 'open', ring, keeper, detail }
    return ok(status())
  }

  async function openStored(
    stored: Stored<KeyWrap>,
    passphrase: string | undefined,
  ): Promise<Result<OpenedKey>> {
    if (stored.state === 'missing') {
      const first = await firstKey(system, random)
      const saved = await save(first.wrapToStore)
      return saved.ok ? ok(first) : saved
    }
    if (stored.state !== 'read') return failed(stored.failure)
    const opened = await openWrap(stored.value, passphrase, system, random)
    if (!opened.ok) return opened
    const saved = await save(opened.value.wrapToStore)
    if (!saved.ok) options.report(saved.failure) // the old wrap is still there, and opens
    return opened
  }

  const save = (wrap: KeyWrap | null): Promise<Result<null>> =>
    wrap === null ? Promise.resolve(ok(null)) : writeKeyFile(path, wrap, durable)

  /** Stores a ring as its keeper wraps it, then uses it: the write is what makes it so. */
  async function replace(
    opened: Opened,
    ring: KeyRing,
    keeper: KeyKeeper,
  ): Promise<Result<VaultStatus>> {
    const wrap = await wrapRing(ring, keeper, system)
    if (!wrap.ok) return wrap
    const saved = await save(wrap.value)
    if (!saved.ok) {
      // Renamed, but the folder not flushed: the next start will most likely find the new wrap, and
      // going on with the old keeper would seal records that it could not open.
      if (!isDeepStrictEqual(await readKeyFile(path), { state: 'read', value: wrap.value })) {
        return saved
      }
      options.report(saved.failure)
    }
    const detail = wrap.value === null ? opened.detail : wrapDetail(wrap.value, system.platform)
    const lockedMeanwhile = state !== opened
    state = lockedMeanwhile
      ? { state: 'locked', protection: keeper.by, detail }
      : { state: 'open', ring, keeper, detail }
    return ok(status())
  }

  return {
    status,
    /** The keys, while the vault is open. */
    ring: (): KeyRing | undefined => (state.state === 'open' ? state.ring : undefined),
    open(passphrase?: string): Promise<Result<VaultStatus>> {
      const locksBefore = locks
      return inTurn(() => open(passphrase, locksBefore))
    },

    /** Keeps the same keys in another way. Fails with kind `locked` while the vault is not open. */
    protect: (choice: ProtectionChoice) =>
      inTurn(async () => {
        const opened = state
        if (opened.state !== 'open') return failed(lockedFailure(opened))
        const keeper = await chooseKeeper(choice, random)
        return keeper.ok ? replace(opened, opened.ring, keeper.value) : keeper
      }),

    /** Keeps other keys in the same way. Fails with kind `locked` while the vault is not open. */
    replaceRing: (ring: KeyRing) =>
      inTurn(async () => {
        const opened = state
        if (opened.state !== 'open') return failed(lockedFailure(opened))
        return replace(opened, ring, opened.keeper)
      }),

    /**
     * Forgets the key at once: nothing begins with it any more. Returns what overwrites it, to be
     * called when the actions that still hold it have ended.
     */
    lock(): () => void {
      locks += 1
      if (state.state !== 'open') return () => undefined
      const { ring, keeper, detail } = state
      state = { state: 'locked', protection: keeper.by, detail }
      return () => wipe(ring, keeper)
    },

    /** Moves a key file that cannot be opened out of the way; kept, for it may open later. */
    setAside: () =>
      inTurn(async (): Promise<Result<null>> => {
        if (state.state === 'open') return failed(notWhileOpen)
        unused = null
        const aside = join(options.folder, `vault-key.set-aside-${options.now()}.json`)
        const moved = await moveDurably(path, aside, 'The old vault key stays', durable)
        if (moved.ok) state = closedBy({ state: 'missing' }, system.platform)
        return moved
      }),
  }
}

function wipe(ring: KeyRing, keeper: KeyKeeper): void {
  wipeKeys(ring)
  if (keeper.by === 'passphrase') keeper.key.bytes.fill(0)
}
