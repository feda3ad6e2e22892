import { failed, ok, type Result } from '../../shared/result.ts'
import type { Protection } from '../../shared/vault.ts'
import {
  type KeyRing,
  keyRingText,
  makeVaultKey,
  parseKeyRing,
  type RandomBytes,
} from './key-ring.ts'
import {
  newPassphraseKey,
  type PassphraseKey,
  unwrapByPassphrase,
  wrapByPassphrase,
} from './passphrase-wrap.ts'
import { describeSystem, type System, unwrapBySystem, wrapBySystem } from './system-wrap.ts'
import type { KeyWrap } from './vault-key-file.ts'

/** What keeps the key ring while the vault is open: enough to wrap it again. */
export type KeyKeeper =
  | { by: 'operating-system' }
  | { by: 'passphrase'; key: PassphraseKey }
  /** `chosen` by the user, so remembered; else only because no keyring answered this time. */
  | { by: 'memory'; chosen: boolean }

/** An opened key ring, how it is kept, and that in a few words for the screen. */
export interface OpenedKey {
  ring: KeyRing
  keeper: KeyKeeper
  detail: string
  /** What goes to disk now; null where that is up to date. */
  wrapToStore: KeyWrap | null
}

export type ProtectionChoice =
  | { protection: 'operating-system' }
  | { protection: 'memory' }
  | { protection: 'passphrase'; passphrase: string }

export const keeperDetails: Record<Exclude<Protection, 'operating-system'>, string> = {
  passphrase: 'your passphrase (scrypt, AES-256)',
  memory: 'memory only, by choice: gone when Touchstone quits',
}

/**
 * The first key of an installation: kept by the operating system where it has a keyring, else in
 * memory only, and then nothing is stored, so that the next start looks for a keyring again.
 */
export async function firstKey(system: System, random?: RandomBytes): Promise<OpenedKey> {
  const ring: KeyRing = [makeVaultKey(random)]
  const wrap = await wrapBySystem(keyRingText(ring), system)
  if (wrap.ok) {
    const detail = describeSystem(system.platform, wrap.value.prefix)
    return { ring, keeper: { by: 'operating-system' }, detail, wrapToStore: wrap.value }
  }
  const why =
    wrap.failure.code === 'hard-coded-key'
      ? 'the only key on offer is hard-coded'
      : 'no keyring answers'
  const detail = `memory only, ${why}: gone when Touchstone quits`
  return { ring, keeper: { by: 'memory', chosen: false }, detail, wrapToStore: null }
}

/** Opens what the key file holds. */
export async function openWrap(
  wrap: KeyWrap,
  passphrase: string | undefined,
  system: System,
  random?: RandomBytes,
): Promise<Result<OpenedKey>> {
  if (wrap.by === 'memory') {
    return ok({
      ring: [makeVaultKey(random)],
      keeper: { by: 'memory', chosen: true },
      detail: keeperDetails.memory,
      wrapToStore: null,
    })
  }
  if (wrap.by === 'passphrase') {
    if (passphrase === undefined) return failed(passphraseNeeded)
    const opened = await unwrapByPassphrase(wrap, passphrase)
    if (!opened.ok) return opened
    const ring = parseKeyRing(opened.value.text)
    if (ring === undefined) return failed(noRing)
    const keeper = { by: 'passphrase', key: opened.value.key } as const
    return ok({ ring, keeper, detail: keeperDetails.passphrase, wrapToStore: null })
  }
  const opened = await unwrapBySystem(wrap, system)
  if (!opened.ok) return opened
  const { text, shouldReEncrypt } = opened.value
  const ring = parseKeyRing(text)
  if (ring === undefined) return failed(noRing)
  // A system that cannot seal anew today did open the old wrap: that one stays, and is asked again.
  const again = shouldReEncrypt ? await wrapBySystem(text, system) : undefined
  const wrapToStore = again?.ok === true ? again.value : null
  const detail = describeSystem(system.platform, (wrapToStore ?? wrap).prefix)
  return ok({ ring, keeper: { by: 'operating-system' }, detail, wrapToStore })
}

/** Takes up another way to keep the key. A new passphrase gets a key with a salt of its own. */
export async function chooseKeeper(
  choice: ProtectionChoice,
  random?: RandomBytes,
): Promise<Result<KeyKeeper>> {
  if (choice.protection === 'operating-system') return ok({ by: 'operating-system' })
  if (choice.protection === 'memory') return ok({ by: 'memory', chosen: true })
  const key = await newPassphraseKey(choice.passphrase, random)
  return key.ok ? ok({ by: 'passphrase', key: key.value }) : key
}

/** Wraps a ring; null where nothing about it is stored. */
export async function wrapRing(
  ring: KeyRing,
  keeper: KeyKeeper,
  system: System,
): Promise<Result<KeyWrap | null>> {
  if (keeper.by === 'operating-system') return wrapBySystem(keyRingText(ring), system)
  if (keeper.by === 'passphrase') return ok(await wrapByPassphrase(keyRingText(ring), keeper.key))
  return ok(keeper.chosen ? { by: 'memory' } : null)
}

const passphraseNeeded = {
  kind: 'locked',
  title: 'The vault is locked',
  code: 'passphrase-needed',
  nextStep: 'Enter the passphrase.',
} as const

const noRing = {
  kind: 'storage',
  title: 'The vault key is damaged',
  detail: 'It was opened, but holds no key. The file is kept as it is.',
  code: 'file-damaged',
  nextStep: 'Put vault-key.json back from a backup, then try again.',
} as const
