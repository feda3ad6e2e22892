import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { VaultStatus } from '../../shared/vault.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import { type DurableOptions, moveDurably, type Stored } from './durable-files.ts'
import {
  chooseKeeper,
  firstKey,
  keyFileName,
  type KeyKeeper,
  type KeyWrap,
  type OpenedKey,
  openWrap,
  type ProtectionChoice,
  readKeyFile,
  wrapDetail,
  wrapRing,
  writeKeyFile,
} from './key-keeper.ts'
import { type KeyRing, type RandomBytes, wipeKeys } from './key-ring.ts'
import { createQueue } from './queue.ts'
import type { System } from './system-wrap.ts'
import { lockedFailure, notWhileOpen } from './vault-failure.ts'

export interface VaultKeyOptions {
  /** Where `vault-key.json` is. */
  folder: string
  system: System
  durable: DurableOptions
  random: RandomBytes | undefined
  now: () => number
  report: (failure: Failure) => void
}

type Opened = { state: 'open'; ring: KeyRing; keeper: KeyKeeper; detail: string }
type ClosedVault = Exclude<VaultStatus, { state: 'open' }>

export type VaultKeyHolder = Awaited<ReturnType<typeof loadVaultKey>>

/**
 * Holds the vault key: open, locked, or unavailable. Its actions run one after the other, in a queue
 * of their own, so that a slow keyring delays nothing else. The operating system's cipher is not
 * used before `open`.
 */
export async function loadVaultKey(options: VaultKeyOptions) {
  const { system, durable, random } = options
  const path = join(options.folder, keyFileName)
  const enqueue = createQueue()
  let state: Opened | ClosedVault = closedBy(await readKeyFile(path), system.platform)
  /** Number of locks so far. A lock also cancels an `open` that began before it. */
  let locks = 0
  /** What `hide` took away and `open` gives back. */
  let hidden: Opened | null = null

  const status = (): VaultStatus =>
    state.state === 'open'
      ? { state: 'open', protection: state.keeper.by, detail: state.detail }
      : state

  async function open(
    passphrase: string | undefined,
    locksBefore: number,
  ): Promise<Result<VaultStatus>> {
    if (state.state === 'open') return ok(status())
    if (hidden) {
      if (locks !== locksBefore) return failed(lockedFailure(state))
      state = hidden
      hidden = null
      return ok(status())
    }
    const stored = await readKeyFile(path)
    const opened = await openStored(stored, passphrase)
    if (!opened.ok) {
      // A missing or wrong passphrase leaves the vault locked. Anything else makes it unavailable.
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
    if (!saved.ok) options.report(saved.failure) // the old wrap is still on disk and valid
    return opened
  }

  const save = (wrap: KeyWrap | null): Promise<Result<null>> =>
    wrap === null ? Promise.resolve(ok(null)) : writeKeyFile(path, wrap, durable)

  /** Stores a ring, wrapped by its keeper, then uses it. The durable write is the commit. */
  async function replace(
    opened: Opened,
    ring: KeyRing,
    keeper: KeyKeeper,
  ): Promise<Result<VaultStatus>> {
    const wrap = await wrapRing(ring, keeper, system)
    if (!wrap.ok) return wrap
    const saved = await save(wrap.value)
    if (!saved.ok) {
      // If only the flush of the folder failed, the next start will most likely find the new wrap,
      // which does not open what the old ring seals. So the new ring is used from now on.
      if (!isDeepStrictEqual(await readKeyFile(path), { state: 'read', value: wrap.value })) {
        return saved
      }
      options.report(saved.failure)
    }
    const detail = wrap.value === null ? opened.detail : wrapDetail(wrap.value, system.platform)
    const next: Opened = { state: 'open', ring, keeper, detail }
    const lockedMeanwhile = state !== opened
    if (hidden) hidden = next
    state = lockedMeanwhile ? { state: 'locked', protection: keeper.by, detail } : next
    return ok(status())
  }

  return {
    status,
    /** Whether the user has chosen that nothing is stored. Otherwise no keyring was available. */
    isMemoryChosen: () =>
      state.state === 'open' && state.keeper.by === 'memory' && state.keeper.chosen,
    ring: (): KeyRing | undefined => (state.state === 'open' ? state.ring : undefined),
    open(passphrase?: string): Promise<Result<VaultStatus>> {
      const locksBefore = locks
      return enqueue(() => open(passphrase, locksBefore))
    },

    /** Protects the same keys in another way. Fails with kind `locked` unless the vault is open. */
    protect: (choice: ProtectionChoice) =>
      enqueue(async () => {
        const opened = state
        if (opened.state !== 'open') return failed(lockedFailure(opened))
        const keeper = await chooseKeeper(choice, random)
        return keeper.ok ? replace(opened, opened.ring, keeper.value) : keeper
      }),

    /** Replaces the keys under the same protection. Fails with kind `locked` unless it is open. */
    replaceRing: (ring: KeyRing) =>
      enqueue(async () => {
        const opened = state
        if (opened.state !== 'open') return failed(lockedFailure(opened))
        return replace(opened, ring, opened.keeper)
      }),

    /**
     * Drops the key at once: no further action gets it. Returns a function that overwrites it, to
     * be called when the actions that still use it have ended.
     */
    lock(): () => void {
      locks += 1
      const opened = state.state === 'open' ? state : hidden
      hidden = null
      if (opened === null) return () => undefined
      const { ring, keeper, detail } = opened
      state = { state: 'locked', protection: keeper.by, detail }
      return () => wipe(ring, keeper)
    },

    /**
     * Locks without dropping the key, for secrets that are in memory only and would be gone for
     * good. No action gets the key until `open`, which needs no passphrase.
     */
    hide(): void {
      locks += 1
      if (state.state !== 'open') return
      hidden = state
      const detail = 'hidden, kept in memory until Touchstone quits'
      state = { state: 'locked', protection: state.keeper.by, detail }
    },

    /** Renames a key file that cannot be opened. It is not deleted, since it may open later. */
    setAside: () =>
      enqueue(async (): Promise<Result<null>> => {
        if (state.state === 'open') return failed(notWhileOpen)
        const aside = join(options.folder, `vault-key.set-aside-${options.now()}.json`)
        const moved = await moveDurably(path, aside, 'The old vault key stays', durable)
        if (moved.ok) state = closedBy({ state: 'missing' }, system.platform)
        return moved
      }),
  }
}

/** The state of the vault before its key is opened, as the key file alone tells it. */
function closedBy(stored: Stored<KeyWrap>, platform: NodeJS.Platform): ClosedVault {
  switch (stored.state) {
    case 'missing':
      return { state: 'locked', protection: 'memory', detail: 'no key yet' }
    case 'read':
      return {
        state: 'locked',
        protection: stored.value.by,
        detail: wrapDetail(stored.value, platform),
      }
    default:
      return unavailable(stored, stored.failure)
  }
}

/** The key exists but cannot be opened. An unreadable file is taken for one of the usual kind. */
const unavailable = (stored: Stored<KeyWrap>, failure: Failure): ClosedVault => ({
  state: 'unavailable',
  protection: stored.state === 'read' ? stored.value.by : 'operating-system',
  failure,
})

function wipe(ring: KeyRing, keeper: KeyKeeper): void {
  wipeKeys(ring)
  if (keeper.by === 'passphrase') keeper.key.bytes.fill(0)
}
