import { randomBytes } from 'node:crypto'
import { lstatSync, readFileSync } from 'node:fs'
import { chmod, mkdir, open, readdir, rename, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import { parseJson } from '../../shared/parse-json.ts'
import { damagedFile, errorCode, fileFailure, newerFile } from './vault-failure.ts'

/**
 * Reads files, and writes them so that they survive a full disk, a crash and a power cut. Neither
 * electron-store nor write-file-atomic does: on a full disk both report success and leave a
 * truncated file, and neither flushes the folder.
 */

/** The part of node:fs/promises' FileHandle that durable writing needs. */
export interface DurableHandle {
  /** Writes at the handle's position; may write fewer bytes than requested. */
  write(bytes: Uint8Array, offset: number, length: number): Promise<{ bytesWritten: number }>
  sync(): Promise<void>
  close(): Promise<void>
}

/** The part of node:fs/promises that durable writing needs. Tests pass one that fails. */
export interface DurableFs {
  open(path: string, flags: string, mode?: number): Promise<DurableHandle>
  rename(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
  readFile(path: string, encoding: 'utf8'): Promise<string>
}

export interface DurableOptions {
  fs?: DurableFs
  platform?: NodeJS.Platform
  /** Waits between two attempts while the system is busy. */
  wait?: (ms: number) => Promise<unknown>
}

export const realFs: DurableFs = {
  open,
  rename,
  unlink,
  // Synchronous: a small file is there in a tenth of the time that turns of the thread pool take.
  readFile: (path, encoding) => new Promise((resolve) => resolve(readFileSync(path, encoding))),
}

/**
 * Result of reading a file. `unread` (the disk refuses, perhaps only now), `damaged` (the content
 * makes no sense) and `newer` (written by a later version) are never overwritten without consent.
 */
export type Stored<Value> =
  | { state: 'read'; value: Value }
  | { state: 'missing' }
  | { state: 'unread' | 'damaged' | 'newer'; failure: Failure }

/**
 * Reads one of our JSON files: an object with an integer `format`. A file above `maxBytes` is
 * reported as damaged and not read.
 */
export async function readStored(
  path: string,
  format: number,
  maxBytes: number,
  options: DurableOptions = {},
): Promise<Stored<object>> {
  const name = basename(path)
  let text: string
  try {
    const found = lstatSync(path)
    // Reading a pipe would wait for ever, and a link could lead anywhere.
    if (!found.isFile()) return damaged(name, 'The path is a folder, a link or something else.')
    if (found.size > maxBytes)
      return damaged(name, 'The file is larger than any file Touchstone writes.')
    text = await patiently(() => (options.fs ?? realFs).readFile(path, 'utf8'), options)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { state: 'missing' }
    return { state: 'unread', failure: fileFailure(`${name} cannot be read`, error) }
  }
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null || !('format' in value)) {
    return damaged(
      name,
      text === '' ? 'The file is empty.' : 'The file is cut off or has been altered.',
    )
  }
  return typeof value.format === 'number' && value.format > format
    ? { state: 'newer', failure: newerFile(name) }
    : { state: 'read', value }
}

export const damaged = (name: string, detail: string): Stored<never> => ({
  state: 'damaged',
  failure: damagedFile(name, detail),
})

const temporaryName = /\.[0-9a-f]{16}\.touchstone-tmp$/

const temporaryBeside = (path: string): string =>
  `${path}.${randomBytes(8).toString('hex')}.touchstone-tmp`

/**
 * Replaces a whole file (mode 0600). On success the new content survives a power cut. On a failure
 * before the rename the old file is untouched. A failure to flush the folder, the last step, is
 * reported too: the new content is in place by then, but may not survive a power cut.
 */
export async function writeDurably(
  path: string,
  content: string,
  options: DurableOptions = {},
): Promise<Result<null>> {
  const fs = options.fs ?? realFs
  const temporary = temporaryBeside(path)
  try {
    await writeWhole(fs, temporary, new TextEncoder().encode(content))
    await renamePatiently(temporary, path, options)
  } catch (error) {
    // Report the first error. A temporary file that cannot be removed is swept at the next start.
    await fs.unlink(temporary).catch(() => undefined)
    return failed(fileFailure(`${basename(path)} could not be saved`, error))
  }
  try {
    await syncFolder(dirname(path), options)
  } catch (error) {
    return failed(fileFailure(`${basename(path)} may not be saved`, error))
  }
  return ok(null)
}

async function writeWhole(fs: DurableFs, path: string, bytes: Uint8Array): Promise<void> {
  const handle = await fs.open(path, 'wx', 0o600)
  try {
    let offset = 0
    while (offset < bytes.length) {
      const { bytesWritten } = await handle.write(bytes, offset, bytes.length - offset)
      if (bytesWritten === 0) throw new Error('The disk is full.')
      offset += bytesWritten
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Moves a file within one file system. On success the move survives a power cut. */
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

/** Whatever keeps a file busy releases it soon. The waits add up to about two seconds. */
const waitsMs = [10, 20, 40, 80, 160, 320, 640, 640]
/** Too many files are open at the moment. */
const busyCodes = new Set(['EMFILE', 'ENFILE', 'EAGAIN'])
/** Another program has the file open, such as a virus scanner. Not a passing state elsewhere. */
const busyOnWindows = new Set(['EBUSY', 'EPERM', 'EACCES'])

/** Repeats what the system refuses only because it is busy. Rejects with any other error. */
async function patiently<Value>(
  run: () => Promise<Value>,
  { platform = process.platform, wait = delay }: DurableOptions,
): Promise<Value> {
  for (const waitMs of waitsMs) {
    try {
      return await run()
    } catch (error) {
      const code = errorCode(error) ?? ''
      if (!busyCodes.has(code) && !(platform === 'win32' && busyOnWindows.has(code))) throw error
      await wait(waitMs)
    }
  }
  return run()
}

/** Renames over an existing file. Waits while another program has it open. */
export const renamePatiently = (from: string, to: string, options: DurableOptions): Promise<void> =>
  patiently(() => (options.fs ?? realFs).rename(from, to), options)

/** Error codes of file systems that cannot flush a folder, such as some network mounts. */
const folderSyncUnsupported = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP'])

/**
 * Flushes a folder, so that a rename in it survives a power cut. Windows has no such call: NTFS
 * journals the rename itself.
 */
export async function syncFolder(
  folder: string,
  { fs = realFs, platform = process.platform }: DurableOptions,
): Promise<void> {
  if (platform === 'win32') return
  const handle = await fs.open(folder, 'r')
  try {
    await handle.sync()
  } catch (error) {
    if (!folderSyncUnsupported.has(errorCode(error) ?? '')) throw error
  } finally {
    await handle.close()
  }
}

/** Creates a folder that only its owner can enter (0700 on POSIX), or restricts an existing one. */
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

/** Removes temporary files that a crash during `writeDurably` left in a folder, and no others. */
export async function sweepTemporaryFiles(
  folder: string,
  fs: DurableFs = realFs,
): Promise<Result<null>> {
  try {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.isFile() && temporaryName.test(entry.name)) {
        await fs.unlink(join(folder, entry.name))
      }
    }
    return ok(null)
  } catch (error) {
    return failed(fileFailure('Leftover temporary files could not be removed', error))
  }
}
