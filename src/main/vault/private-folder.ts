import { chmod, mkdir } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { failed, ok, type Result } from '../../shared/result.ts'
import { type DurableOptions, syncFolder } from './durable-fs.ts'
import { fileFailure } from './file-failure.ts'

/** Makes a folder that only its owner can enter (0700 on POSIX), or tightens the one there is. */
export async function makePrivateFolder(
  folder: string,
  options: DurableOptions = {},
): Promise<Result<null>> {
  const platform = options.platform ?? process.platform
  try {
    const created = await mkdir(folder, { recursive: true, mode: 0o700 })
    if (platform !== 'win32') await chmod(folder, 0o700)
    if (created !== undefined) await syncFolder(dirname(created), options)
    return ok(null)
  } catch (error) {
    return failed(fileFailure(`The folder ${basename(folder)} cannot be used`, error))
  }
}
