import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { failed, ok, type Result } from '../../shared/result.ts'
import { exportMaxBytes } from '../../shared/transfer.ts'
import { fileFailure } from '../vault/vault-failure.ts'
import { exportTooLarge } from './export-file.ts'

/** Reads a file that the user chose, up to the limit of an export. */
export async function readChosenFile(path: string): Promise<Result<string>> {
  try {
    const found = await stat(path)
    // Reading a pipe would wait for ever.
    if (!found.isFile()) return failed(notAFile)
    if (found.size > exportMaxBytes) return failed(exportTooLarge)
    // The file may have grown since: `readExport` refuses the byte above the limit.
    return ok(await text(createReadStream(path, { end: exportMaxBytes })))
  } catch (error) {
    return failed({
      ...fileFailure('The file cannot be read', error),
      nextStep: 'Choose a file you have permission to read.',
    })
  }
}

const notAFile = {
  kind: 'storage',
  title: 'The file cannot be read',
  detail: 'The path is a folder or a device.',
  nextStep: 'Choose a file exported by Touchstone.',
} as const
