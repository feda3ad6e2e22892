import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'
import { type DurableFs, realFs } from './durable-files.ts'
import { temporaryFolder } from './folder.fixture.ts'
import { recordingFs, systemError } from './recording-fs.fixture.ts'

const run = promisify(execFile)

export interface SmallDisk {
  folder: string
  fs: DurableFs
  kind: 'tmpfs' | 'injected'
  fill(): Promise<void>
  free(): Promise<void>
}

/**
 * A disk of 64 KiB that can be filled. A real one where this user may mount a tmpfs. Otherwise a
 * file system that accepts half of a write, then fails with ENOSPC.
 */
export async function smallDisk(): Promise<SmallDisk> {
  const folder = await temporaryFolder()
  if (!(await mounted(folder))) return injectedDisk(folder)
  onTestFinished(async () => {
    await run('umount', [folder])
  })
  const ballast = join(folder, 'ballast.bin')
  return {
    folder,
    fs: realFs,
    kind: 'tmpfs',
    async fill() {
      const full = await writeFile(ballast, Buffer.alloc(64 * 1024)).catch(
        (error: unknown) => error,
      )
      if (!String(full).includes('ENOSPC')) throw new Error('The small disk did not fill up.')
    },
    free: () => writeFile(ballast, ''),
  }
}

async function mounted(folder: string): Promise<boolean> {
  if (process.platform !== 'linux') return false
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder])
    return true
  } catch {
    return false // mounting needs root, and even root may not do it in some containers
  }
}

export function injectedDisk(folder: string): SmallDisk {
  let full = false
  let halfWritten = false
  const fs = recordingFs({
    before({ call }) {
      if (call !== 'write' || !full) return
      if (halfWritten) throw systemError('ENOSPC')
      halfWritten = true
    },
    mostBytes: 16,
  })
  return {
    folder,
    fs,
    kind: 'injected',
    fill() {
      full = true
      halfWritten = false
      return Promise.resolve()
    },
    free() {
      full = false
      return Promise.resolve()
    },
  }
}
