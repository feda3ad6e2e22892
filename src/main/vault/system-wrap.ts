import { z } from 'zod'
import { failed, ok, type Result } from '../../shared/result.ts'

/** The operating system's cipher, as Electron's asynchronous `safeStorage` calls offer it. */
export interface SystemCipher {
  available(): Promise<boolean>
  encrypt(text: string): Promise<Uint8Array>
  /** `shouldReEncrypt`: the system's key has changed, what was opened should be sealed again. */
  decrypt(sealed: Buffer): Promise<{ text: string; shouldReEncrypt: boolean }>
}

export interface System {
  cipher: SystemCipher
  platform: NodeJS.Platform
  /** A keyring may be waiting for its owner's password, or may never answer. */
  limitMs: number
}

export const systemWrap = z.strictObject({
  by: z.literal('operating-system'),
  /** First three bytes of the ciphertext: on Linux they tell which key made it. */
  prefix: z.string().max(3),
  sealed: z.base64url().min(1),
})

type SystemWrap = z.infer<typeof systemWrap>

/**
 * On Linux neither `isAsyncEncryptionAvailable()` nor `getSelectedStorageBackend()` proves a
 * keyring: the first is true for Chromium's hard-coded key too, the second describes the old
 * synchronous calls. Only the ciphertext tells: `v10` is the hard-coded key there, while macOS and
 * Windows begin with it what their real key made.
 */
const isHardCoded = (prefix: string, platform: NodeJS.Platform): boolean =>
  platform === 'linux' && prefix === 'v10'

const prefixOf = (sealed: Uint8Array): string => Buffer.from(sealed.slice(0, 3)).toString('latin1')

/** Whether the system has a key worth the name, found by sealing a probe. Gives the prefix. */
export async function probeSystem(system: System): Promise<Result<string>> {
  return withinLimit(system, refusal('no-keyring'), async ({ cipher, platform }) => {
    if (!(await cipher.available())) return refusal('no-keyring')
    const prefix = prefixOf(await cipher.encrypt('probe'))
    return isHardCoded(prefix, platform) ? refusal('hard-coded-key') : ok(prefix)
  })
}

/** Seals a key ring's text; the probe goes first, so that the hard-coded key never sees it. */
export async function wrapBySystem(text: string, system: System): Promise<Result<SystemWrap>> {
  const probe = await probeSystem(system)
  if (!probe.ok) return probe
  return withinLimit(system, refusal('no-keyring'), async ({ cipher, platform }) => {
    const sealed = await cipher.encrypt(text)
    const prefix = prefixOf(sealed)
    if (isHardCoded(prefix, platform)) return refusal('hard-coded-key')
    return ok({
      by: 'operating-system',
      prefix,
      sealed: Buffer.from(sealed).toString('base64url'),
    })
  })
}

/** Opens a wrap. One made with the hard-coded key is not ours: anybody could have planted it. */
export async function unwrapBySystem(
  wrap: SystemWrap,
  system: System,
): Promise<Result<{ text: string; shouldReEncrypt: boolean }>> {
  const sealed = Buffer.from(wrap.sealed, 'base64url')
  if (isHardCoded(prefixOf(sealed), system.platform)) return refusal('hard-coded-key')
  return withinLimit(system, refusal('keyring-closed'), async ({ cipher }) =>
    ok(await cipher.decrypt(sealed)),
  )
}

/** What keeps the key, in a few words for the screen. */
export function describeSystem(platform: NodeJS.Platform, prefix: string): string {
  if (platform === 'darwin') return 'macOS Keychain'
  if (platform === 'win32') return 'Windows data protection'
  return `keyring of the desktop (${prefix})`
}

/**
 * Runs calls of the cipher, whose errors say nothing a user could act on: whatever it throws, and
 * silence beyond the limit, become the same refusal.
 */
async function withinLimit<Value>(
  system: System,
  otherwise: Result<Value>,
  calls: (system: System) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const silence = Promise.withResolvers<Result<Value>>()
  const timer = setTimeout(() => silence.resolve(otherwise), system.limitMs)
  try {
    return await Promise.race([calls(system).catch(() => otherwise), silence.promise])
  } finally {
    clearTimeout(timer)
  }
}

const refusals = {
  'no-keyring': {
    title: 'The system offers no keyring',
    detail: 'No keyring of this system seals anything for Touchstone now.',
    nextStep: 'Start or unlock a keyring and try again, or protect the vault by a passphrase.',
  },
  'hard-coded-key': {
    title: 'The system offers no keyring',
    detail: 'It would use a key that is the same on every computer, which protects nothing.',
    nextStep: 'Start or unlock a keyring and try again, or protect the vault by a passphrase.',
  },
  'keyring-closed': {
    title: 'The keyring is not available now',
    detail: 'It does not open the vault key. All that is stored is kept as it is.',
    nextStep: 'Unlock the keyring of your user, then try again.',
  },
}

function refusal(code: keyof typeof refusals): Result<never> {
  return failed({ kind: 'storage', code, ...refusals[code] })
}
