import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type DurableFs, readStored, realFs, renamePatiently, syncFolder } from './durable-files.ts'
import { temporaryFolder } from './folder.fixture.ts'
import { recordingFs, systemError } from './recording-fs.fixture.ts'

/** A file system whose renames fail that many times, then succeed. */
function refusing(times: number, code: string): { fs: DurableFs; renames: () => number } {
  let renames = 0
  const rename = (): Promise<void> => {
    renames += 1
    return renames <= times ? Promise.reject(systemError(code)) : Promise.resolve()
  }
  return { fs: { ...realFs, rename }, renames: () => renames }
}

const waiting = (): { wait: (ms: number) => Promise<void>; waitedMs: number[] } => {
  const waitedMs: number[] = []
  const wait = (ms: number): Promise<void> => {
    waitedMs.push(ms)
    return Promise.resolve()
  }
  return { wait, waitedMs }
}

describe('renamePatiently', () => {
  it.each(['EPERM', 'EACCES', 'EBUSY'])(
    'tries again on Windows while another program holds the file: %s',
    async (code) => {
      const { fs, renames } = refusing(3, code)
      const { wait, waitedMs } = waiting()
      await renamePatiently('a', 'b', { fs, platform: 'win32', wait })
      expect(renames()).toBe(4)
      expect(waitedMs).toEqual([10, 20, 40])
    },
  )

  it('gives up after about two seconds', async () => {
    const { fs, renames } = refusing(Infinity, 'EBUSY')
    const { wait, waitedMs } = waiting()
    await expect(renamePatiently('a', 'b', { fs, platform: 'win32', wait })).rejects.toThrow(
      'EBUSY',
    )
    expect(renames()).toBe(9)
    expect(waitedMs.reduce((sum, ms) => sum + ms)).toBe(1910)
  })

  it.each([
    { platform: 'win32', code: 'ENOSPC' },
    { platform: 'linux', code: 'EACCES' },
    { platform: 'darwin', code: 'EBUSY' },
  ] as const)('fails at once on $platform with $code', async ({ platform, code }) => {
    const { fs, renames } = refusing(Infinity, code)
    await expect(renamePatiently('a', 'b', { fs, platform })).rejects.toThrow(code)
    expect(renames()).toBe(1)
  })
})

describe('readStored', () => {
  const path = async (): Promise<string> => {
    const file = join(await temporaryFolder(), 'a.json')
    await writeFile(file, '{"format":1}')
    return file
  }
  const busy = (times: number, code: string): DurableFs => {
    let reads = 0
    const readFile: DurableFs['readFile'] = (...from) =>
      (reads += 1) <= times ? Promise.reject(systemError(code)) : realFs.readFile(...from)
    return { ...realFs, readFile }
  }

  it.each([
    { platform: 'win32', code: 'EBUSY' },
    { platform: 'win32', code: 'EACCES' },
    { platform: 'linux', code: 'EMFILE' },
    { platform: 'darwin', code: 'ENFILE' },
  ] as const)('tries again on $platform after $code', async ({ platform, code }) => {
    const { wait, waitedMs } = waiting()
    const options = { fs: busy(2, code), platform, wait }
    expect(await readStored(await path(), 1, 100, options)).toMatchObject({ state: 'read' })
    expect(waitedMs).toEqual([10, 20])
  })

  it('tells at once what waiting does not change', async () => {
    const { wait, waitedMs } = waiting()
    const options = { fs: busy(2, 'EIO'), platform: 'linux', wait } as const
    expect(await readStored(await path(), 1, 100, options)).toMatchObject({
      state: 'unread',
      failure: { code: 'EIO' },
    })
    expect(waitedMs).toEqual([])
  })
})

describe('syncFolder', () => {
  const failingWith = (code: string): DurableFs =>
    recordingFs({
      before: ({ call }) => {
        if (call === 'sync') throw systemError(code)
      },
    })

  it.each(['EINVAL', 'ENOTSUP'])(
    'goes on where the file system cannot flush folders: %s',
    async (code) => {
      const folder = await temporaryFolder()
      await expect(
        syncFolder(folder, { fs: failingWith(code), platform: 'linux' }),
      ).resolves.toBeUndefined()
    },
  )

  it('fails where the disk does', async () => {
    const folder = await temporaryFolder()
    const options = { fs: failingWith('EIO'), platform: 'linux' } as const
    await expect(syncFolder(folder, options)).rejects.toThrow('EIO')
  })
})
