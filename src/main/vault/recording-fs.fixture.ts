import { basename } from 'node:path'
import { type DurableFs, type DurableHandle, realFs } from './durable-files.ts'

/** One call of the file system. */
interface FsCall {
  call: 'open' | 'write' | 'sync' | 'close' | 'rename' | 'unlink'
  path: string
  /** Number of bytes passed to `write`, else 0. */
  bytes: number
}

export interface RecordingFs extends DurableFs {
  calls: FsCall[]
  /** The calls in words: `open temporary`, `rename target`, `sync folder`. */
  story(): string[]
}

interface Faults {
  /** Runs before each call. Throwing makes the call fail without reaching the disk. */
  before?: (call: FsCall, index: number) => void
  /** Maximum number of bytes that one `write` accepts. */
  mostBytes?: number
}

/** The real file system. Records every call, and fails those that `before` rejects. */
export function recordingFs({ before, mostBytes }: Faults = {}): RecordingFs {
  const calls: FsCall[] = []
  const begin = (call: FsCall['call'], path: string, bytes = 0): void => {
    const made = { call, path, bytes }
    calls.push(made)
    before?.(made, calls.length - 1)
  }

  return {
    calls,
    story: () => calls.map(({ call, path }) => `${call} ${kindOf(path)}`),
    async open(path, flags, mode): Promise<DurableHandle> {
      begin('open', path)
      const noFolderHandles = process.platform === 'win32' && kindOf(path) === 'folder'
      const handle = noFolderHandles ? folderHandle : await realFs.open(path, flags, mode)
      return {
        async write(bytes, offset, length) {
          begin('write', path, length)
          return handle.write(bytes, offset, Math.min(length, mostBytes ?? length))
        },
        async sync() {
          begin('sync', path)
          await handle.sync()
        },
        async close() {
          await handle.close() // a test that fails a call must not leak the handle
          begin('close', path)
        },
      }
    },
    readFile: (path, encoding) => realFs.readFile(path, encoding),
    async rename(from, to) {
      begin('rename', to)
      await realFs.rename(from, to)
    },
    async unlink(path) {
      begin('unlink', path)
      await realFs.unlink(path)
    },
  }
}

/** Replaces the handle of a folder on Windows, where folders can be neither opened nor flushed. */
const folderHandle: DurableHandle = {
  write: () => Promise.reject(systemError('EISDIR')),
  sync: () => Promise.resolve(),
  close: () => Promise.resolve(),
}

function kindOf(path: string): string {
  if (path.endsWith('.touchstone-tmp')) return 'temporary'
  return basename(path).includes('.') ? 'target' : 'folder'
}

/** An error with a code, as the system raises it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made by a test`), { code })
}

/** Simulates a power cut: after that many calls every further call fails. */
export const dyingAfter = (calls: number): RecordingFs =>
  recordingFs({
    before: (_, index) => {
      if (index >= calls) throw systemError('EIO')
    },
  })
