import { open, rename, unlink } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { errorCode } from './file-failure.ts'

/** The part of node:fs/promises' FileHandle that durable writing needs. */
export interface DurableHandle {
  /** Writes at the handle's position; may write fewer bytes than asked for. */
  write(bytes: Uint8Array, offset: number, length: number): Promise<{ bytesWritten: number }>
  sync(): Promise<void>
  close(): Promise<void>
}

/** The part of node:fs/promises that durable writing needs; an argument, so that tests can fail it. */
export interface DurableFs {
  open(path: string, flags: string, mode?: number): Promise<DurableHandle>
  rename(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
}

export interface DurableOptions {
  fs?: DurableFs
  platform?: NodeJS.Platform
  /** Waits between two attempts to rename on Windows. */
  wait?: (ms: number) => Promise<unknown>
}

export const realFs: DurableFs = { open, rename, unlink }

/** A scanner that holds a fresh file open lets go within moments: about two seconds in all. */
const renameWaitsMs = [10, 20, 40, 80, 160, 320, 640, 640]
const heldOpen = new Set(['EPERM', 'EACCES', 'EBUSY'])

/** Renames over an existing file. On Windows it is tried again while another program holds one. */
export async function renamePatiently(
  from: string,
  to: string,
  { fs = realFs, platform = process.platform, wait = delay }: DurableOptions,
): Promise<void> {
  const waits = platform === 'win32' ? renameWaitsMs : []
  for (const waitMs of waits) {
    try {
      await fs.rename(from, to)
      return
    } catch (error) {
      if (!heldOpen.has(errorCode(error) ?? '')) throw error
      await wait(waitMs)
    }
  }
  await fs.rename(from, to)
}

/** File systems that cannot flush a folder (some network mounts) say so with one of these. */
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
