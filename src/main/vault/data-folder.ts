import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Failure } from '../../shared/result.ts'
import { fileFailure } from './vault-failure.ts'

/**
 * Makes the data folder, and writes and removes a file in it. Electron's single-instance lock cannot
 * be had where this fails, which looks the same as another instance that holds it. Synchronous: the
 * lock has to be asked for before Electron is ready.
 *
 * @returns why the folder cannot be used; null if it can
 */
export function checkDataFolder(folder: string): Failure | null {
  const file = join(folder, `.write-check-${process.pid}`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(file, '')
    rmSync(file)
    return null
  } catch (error) {
    const failure = fileFailure('Touchstone cannot write to its data folder', error)
    return { ...failure, detail: `${folder}\n${failure.detail ?? ''}` }
  }
}
