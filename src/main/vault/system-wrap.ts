import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { failed, ok, type Result } from '../../shared/result.ts'

/** The operating system's cipher, as in Electron's asynchronous `safeStorage` calls. */
export interface SystemCipher {
  available(): Promise<boolean>
  encrypt(text: string): Promise<Uint8Array>
  /** `shouldReEncrypt`: the system's key has changed, and the text should be encrypted again. */
  decrypt(sealed: Buffer): Promise<{ text: string; shouldReEncrypt: boolean }>
}

export interface System {
  cipher: SystemCipher
  platform: NodeJS.Platform
  /** Time limit for a call: a keyring may wait for its user's password, or never respond. */
  limitMs: number
}

export const systemWrap = z.strictObject({
  by: z.literal('operating-system'),
  /** First three bytes of the ciphertext. On Linux they tell which key was used. */
  prefix: z.string().max(3),
  sealed: z.base64url().min(1),
})

type SystemWrap = z.infer<typeof systemWrap>

/**
 * Only the ciphertext proves a keyring on Linux, where `v10` stands for Chromium's hard-coded key.
 * `isAsyncEncryptionAvailable()` is true for that key too, and `getSelectedStorageBackend()`
 * describes the old synchronous calls. On macOS and Windows `v10` stands for a real key.
 */
const isHardCoded = (prefix: string, platform: NodeJS.Platform): boolean =>
  platform === 'linux' && prefix === 'v10'

const prefixOf = (sealed: Uint8Array): string => Buffer.from(sealed.slice(0, 3)).toString('latin1')

/** Encrypts a probe to find out whether the system has a real key. Returns the prefix. */
export async function probeSystem(system: System): Promise<Result<string>> {
  return withinLimit(system, 'no-keyring', async ({ cipher, platform }) => {
    if (!(await cipher.available())) return refusal('no-keyring')
    const prefix = prefixOf(await cipher.encrypt('probe'))
    return isHardCoded(prefix, platform) ? refusal('hard-coded-key') : ok(prefix)
  })
}

/** Wraps a key ring's text. Probes first, so that the hard-coded key is never used for it. */
export async function wrapBySystem(text: string, system: System): Promise<Result<SystemWrap>> {
  const probe = await probeSystem(system)
  if (!probe.ok) return probe
  return withinLimit(system, 'no-keyring', async ({ cipher, platform }) => {
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

/** Opens a wrap. Refuses one made with the hard-coded key: anyone could have planted it. */
export async function unwrapBySystem(
  wrap: SystemWrap,
  system: System,
): Promise<Result<{ text: string; shouldReEncrypt: boolean }>> {
  const sealed = Buffer.from(wrap.sealed, 'base64url')
  if (isHardCoded(prefixOf(sealed), system.platform)) return refusal('hard-coded-key')
  return withinLimit(system, 'keyring-closed', async ({ cipher }) =>
    ok(await cipher.decrypt(sealed)),
  )
}

export function describeSystem(platform: NodeJS.Platform, prefix: string): string {
  if (platform === 'darwin') return 'macOS Keychain'
  if (platform === 'win32') return 'Windows data protection'
  return `keyring of the desktop (${prefix})`
}

/**
 * Runs calls of the cipher. Its errors say nothing that helps a user, so any error becomes the same
 * failure. Electron asks the keyring once per process and keeps its refusal (`EnsureAsyncEncryptorRequested` in
 * electron_api_safe_storage.cc), so only a restart helps after an error. Silence is different: the
 * first question is still open, and a later call gets its answer.
 */
function withinLimit<Value>(
  system: System,
  code: keyof typeof refusals,
  calls: (system: System) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const silence = delay(system.limitMs, refusal('keyring-waiting'), { ref: false })
  return Promise.race([calls(system).catch(() => refusal(code)), silence])
}

const noKeyring = {
  title: 'The system offers no keyring',
  nextStep: 'Unlock a keyring and restart Touchstone, or use a passphrase.',
}

const refusals = {
  'no-keyring': { ...noKeyring, detail: 'No keyring of this system encrypts for Touchstone.' },
  'hard-coded-key': {
    ...noKeyring,
    detail: 'The key would be the same on every computer, which protects nothing.',
  },
  'keyring-closed': {
    title: 'The keyring is not available',
    detail: 'The vault key could not be decrypted. Stored data is unchanged.',
    nextStep: 'Unlock your keyring, then restart Touchstone.',
  },
  'keyring-waiting': {
    title: 'The keyring has not responded yet',
    detail: 'The keyring may be asking for its password.',
    nextStep: 'Enter the password in the keyring window, then try again.',
  },
}

function refusal(code: keyof typeof refusals): Result<never> {
  return failed({ kind: 'storage', code, ...refusals[code] })
}
