import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runtimeToUse } from '../../stand-in/browsers/runtime.ts'
import { fixtureApp } from '../../stand-in/launch/fixture.ts'
import { launchOnElectron } from '../../stand-in/launch/on-electron.ts'

/** Environment variables for a keyring in this file. Electron, which reads none, takes the system's. */
export const keyringAt = (file: string) => ({ TOUCHSTONE_STAND_IN_KEYRING: file })

/**
 * Whether an app that is given no keyring finds one: on Electron, what the system has. Asks Electron and
 * not Touchstone, whose finding is what the specs are about.
 */
export async function machineHasKeyring(): Promise<boolean> {
  if (runtimeToUse() === 'chromium') return false
  const userData = await mkdtemp(join(tmpdir(), 'touchstone-data-'))
  const app = await launchOnElectron({ app: fixtureApp('plain'), userData })
  try {
    return await app.evaluate(async ({ safeStorage }) => {
      try {
        const sealed = await safeStorage.encryptStringAsync('probe')
        // On Linux v10 stands for the key that Chromium hard-codes.
        return process.platform !== 'linux' || sealed.subarray(0, 3).toString() !== 'v10'
      } catch {
        return false
      }
    })
  } finally {
    await app.abandon()
    await rm(userData, { recursive: true, force: true, maxRetries: 10 })
  }
}
