import { z } from 'zod'
import type { Input } from '../../shared/ipc.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import {
  damaged,
  type DurableOptions,
  readStored,
  type Stored,
  writeDurably,
} from './durable-files.ts'
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
  passphraseWrap,
  unwrapByPassphrase,
  wrapByPassphrase,
} from './passphrase-wrap.ts'
import {
  describeSystem,
  type System,
  systemWrap,
  unwrapBySystem,
  wrapBySystem,
} from './system-wrap.ts'

const keyWrap = z.discriminatedUnion('by', [
  systemWrap,
  passphraseWrap,
  /** Chosen by the user. The key is not stored: each start makes a new one. */
  z.strictObject({ by: z.literal('memory') }),
])

/** The key ring as it is stored: wrapped by the operating system or a passphrase, or not at all. */
export type KeyWrap = z.infer<typeof keyWrap>

/** 1 was before keys said what their records are bound to: see `VaultKey`. */
const format = 2
/** Far above any wrap of a few keys. */
const maxBytes = 1024 * 1024

const keyFile = z.strictObject({
  format: z.union([z.literal(1), z.literal(format)]),
  wrap: keyWrap,
})

export const keyFileName = 'vault-key.json'

export async function readKeyFile(path: string): Promise<Stored<KeyWrap>> {
  const stored = await readStored(path, format, maxBytes)
  if (stored.state !== 'read') return stored
  const file = keyFile.safeParse(stored.value)
  return file.success
    ? { state: 'read', value: file.data.wrap }
    : damaged(keyFileName, 'The content has an unexpected form.')
}

export function writeKeyFile(
  path: string,
  wrap: KeyWrap,
  options: DurableOptions,
): Promise<Result<null>> {
  const file: z.infer<typeof keyFile> = { format, wrap }
  return writeDurably(path, `${JSON.stringify(file, null, 2)}\n`, options)
}

/** What protects the key ring while the vault is open: enough to wrap it again. */
export type KeyKeeper =
  | { by: 'operating-system' }
  | { by: 'passphrase'; key: PassphraseKey }
  /** `chosen` by the user and stored as such. Otherwise no keyring was available this time. */
  | { by: 'memory'; chosen: boolean }

/** An opened key ring, what protects it, and a short description of that for the screen. */
export interface OpenedKey {
  ring: KeyRing
  keeper: KeyKeeper
  detail: string
  /** The wrap to write now. Null where the file is up to date. */
  wrapToStore: KeyWrap | null
}

export type ProtectionChoice = Input<'protectVault'>

/** A short description of what protects the key, for the screen. */
export function wrapDetail(wrap: KeyWrap, platform: NodeJS.Platform): string {
  if (wrap.by === 'operating-system') return describeSystem(platform, wrap.prefix)
  return wrap.by === 'passphrase'
    ? 'your passphrase (scrypt, AES-256)'
    : 'memory only by choice (lost on quit)'
}

/**
 * Makes the first key of an installation. Without a keyring the key stays in memory and nothing is
 * stored, so that the next start looks for a keyring again.
 */
export async function firstKey(system: System, random?: RandomBytes): Promise<OpenedKey> {
  const ring: KeyRing = [makeVaultKey(random)]
  const wrap = await wrapBySystem(keyRingText(ring), system)
  if (wrap.ok) {
    const detail = wrapDetail(wrap.value, system.platform)
    return { ring, keeper: { by: 'operating-system' }, detail, wrapToStore: wrap.value }
  }
  const why =
    wrap.failure.code === 'hard-coded-key'
      ? 'the only available key is hard-coded'
      : 'no keyring available'
  const detail = `memory only, ${why} (lost on quit)`
  return { ring, keeper: { by: 'memory', chosen: false }, detail, wrapToStore: null }
}

/** Unwraps the key ring of a key file. */
export async function openWrap(
  wrap: KeyWrap,
  passphrase: string | undefined,
  system: System,
  random?: RandomBytes,
): Promise<Result<OpenedKey>> {
  const detail = wrapDetail(wrap, system.platform)
  if (wrap.by === 'memory') {
    const ring: KeyRing = [makeVaultKey(random)]
    return ok({ ring, keeper: { by: 'memory', chosen: true }, detail, wrapToStore: null })
  }
  if (wrap.by === 'passphrase') {
    if (passphrase === undefined) return failed(passphraseNeeded)
    const opened = await unwrapByPassphrase(wrap, passphrase)
    if (!opened.ok) return opened
    const ring = parseKeyRing(opened.value.text)
    if (ring === undefined) return failed(noRing)
    const keeper = { by: 'passphrase', key: opened.value.key } as const
    return ok({ ring, keeper, detail, wrapToStore: null })
  }
  const opened = await unwrapBySystem(wrap, system)
  if (!opened.ok) return opened
  const { text, shouldReEncrypt } = opened.value
  const ring = parseKeyRing(text)
  if (ring === undefined) return failed(noRing)
  const keeper = { by: 'operating-system' } as const
  // A system that cannot encrypt now could still decrypt: keep the old wrap until the next start.
  const again = shouldReEncrypt ? await wrapBySystem(text, system) : undefined
  if (again?.ok !== true) return ok({ ring, keeper, detail, wrapToStore: null })
  const wrapToStore = again.value
  return ok({ ring, keeper, detail: wrapDetail(wrapToStore, system.platform), wrapToStore })
}

/** Prepares another protection. A new passphrase gets a key with its own salt. */
export async function chooseKeeper(
  choice: ProtectionChoice,
  random?: RandomBytes,
): Promise<Result<KeyKeeper>> {
  if (choice.protection === 'memory') return ok({ by: 'memory', chosen: true })
  if (choice.protection !== 'passphrase') return ok({ by: 'operating-system' })
  const key = await newPassphraseKey(choice.passphrase, random)
  return key.ok ? ok({ by: 'passphrase', key: key.value }) : key
}

/** Wraps a ring. Null where the key file must not change. */
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
  detail: 'Decrypted, but contains no key. Touchstone leaves it unchanged.',
  code: 'file-damaged',
  nextStep: 'Put vault-key.json back from a backup, then try again.',
} as const
