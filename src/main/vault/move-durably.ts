import { dirname } from 'node:path'
import { failed, ok, type Result } from '../../shared/result.ts'
import { type DurableOptions, renamePatiently, syncFolder } from './durable-fs.ts'
import { fileFailure } from './file-failure.ts'

/** Moves a file within one file system; when this succeeds the move survives a power cut. */
export async function moveDurably(
  from: string,
  to: string,
  title: string,
  options: DurableOptions,
): Promise<Result<null>> {
  try {
    await renamePatiently(from, to, options)
    await syncFolder(dirname(to), options)
    if (dirname(from) !== dirname(to)) await syncFolder(dirname(from), options)
    return ok(null)
  } catch (error) {
    return failed(fileFailure(title, error))
  }
}
