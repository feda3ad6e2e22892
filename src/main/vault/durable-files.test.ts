import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makePrivateFolder, sweepTemporaryFiles, writeDurably } from './durable-files.ts'
import { temporaryFolder } from './folder.fixture.ts'
import { recordingFs, systemError } from './recording-fs.fixture.ts'
import { injectedDisk, smallDisk, type SmallDisk } from './small-disk.fixture.ts'

const posix = process.platform !== 'win32'

describe('writeDurably', () => {
  it('flushes the file, renames it, then flushes the folder', async () => {
    const fs = recordingFs()
    const target = join(await temporaryFolder(), 'a.json')
    expect(await writeDurably(target, 'new', { fs, platform: 'linux' })).toEqual({
      ok: true,
      value: null,
    })
    expect(fs.story()).toEqual([
      'open temporary',
      'write temporary',
      'sync temporary',
      'close temporary',
      'rename target',
      'open folder',
      'sync folder',
      'close folder',
    ])
    expect(await readFile(target, 'utf8')).toBe('new')
  })

  it('does not flush the folder on Windows, which has no such call', async () => {
    const fs = recordingFs()
    const target = join(await temporaryFolder(), 'a.json')
    await writeDurably(target, 'new', { fs, platform: 'win32' })
    expect(fs.story().at(-1)).toBe('rename target')
  })

  it('writes all bytes when the disk takes a few at a time', async () => {
    const fs = recordingFs({ mostBytes: 7 })
    const target = join(await temporaryFolder(), 'a.json')
    const content = 'ünïcödé '.repeat(100)
    expect((await writeDurably(target, content, { fs })).ok).toBe(true)
    expect(await readFile(target, 'utf8')).toBe(content)
    expect(fs.calls.filter(({ call }) => call === 'write').length).toBeGreaterThan(100)
  })

  it('fails when the disk takes no bytes and raises no error', async () => {
    const folder = await temporaryFolder()
    const result = await writeDurably(join(folder, 'a.json'), 'new', {
      fs: recordingFs({ mostBytes: 0 }),
    })
    expect(result).toMatchObject({ ok: false, failure: { kind: 'storage' } })
    expect(await readdir(folder)).toEqual([])
  })

  it('writes an empty file', async () => {
    const target = join(await temporaryFolder(), 'a.json')
    expect((await writeDurably(target, '')).ok).toBe(true)
    expect(await readFile(target, 'utf8')).toBe('')
  })

  it.runIf(posix)('makes files that only their owner can read', async () => {
    const target = join(await temporaryFolder(), 'a.json')
    await writeFile(target, 'old', { mode: 0o666 })
    await writeDurably(target, 'new')
    expect(((await stat(target)).mode & 0o777).toString(8)).toBe('600')
  })

  const keepsTheOldFile = async (disk: SmallDisk): Promise<void> => {
    const target = join(disk.folder, 'a.json')
    const old = JSON.stringify({ text: 'old '.repeat(500) })
    expect((await writeDurably(target, old, { fs: disk.fs })).ok).toBe(true)
    await disk.fill()
    const content = 'new'.repeat(30_000)
    expect(await writeDurably(target, content, { fs: disk.fs })).toMatchObject({
      ok: false,
      failure: { kind: 'storage', code: 'ENOSPC', detail: 'The disk is full.' },
    })
    expect(await readFile(target, 'utf8')).toBe(old)
    expect((await readdir(disk.folder)).filter((name) => name !== 'ballast.bin')).toEqual([
      'a.json',
    ])
    await disk.free()
    expect((await writeDurably(target, 'newer', { fs: disk.fs })).ok).toBe(true)
    expect(await readFile(target, 'utf8')).toBe('newer')
  }

  it('keeps the old file on a full disk (a real one where it can be mounted)', async () => {
    await keepsTheOldFile(await smallDisk())
  })

  it('keeps the old file on a disk that is full halfway through', async () => {
    await keepsTheOldFile(injectedDisk(await temporaryFolder()))
  })

  it.each([
    { fails: 'open temporary' },
    { fails: 'write temporary' },
    { fails: 'sync temporary' },
    { fails: 'close temporary' },
    { fails: 'rename target' },
  ])('keeps the old file and leaves nothing behind when this fails: $fails', async ({ fails }) => {
    const folder = await temporaryFolder()
    const target = join(folder, 'a.json')
    await writeFile(target, 'old')
    const fs = recordingFs({
      before: () => {
        if (fs.story().at(-1) === fails) throw systemError('EIO')
      },
    })
    const result = await writeDurably(target, 'new', { fs, platform: 'linux' })
    expect(result).toMatchObject({ ok: false, failure: { kind: 'storage', code: 'EIO' } })
    expect(await readFile(target, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['a.json'])
  })

  it('reports a folder that could not be flushed: the rename is not proven durable', async () => {
    const target = join(await temporaryFolder(), 'a.json')
    const fs = recordingFs({
      before: () => {
        if (fs.story().at(-1) === 'sync folder') throw systemError('EIO')
      },
    })
    expect(await writeDurably(target, 'new', { fs, platform: 'linux' })).toMatchObject({
      ok: false,
      failure: { title: 'a.json may not be saved', code: 'EIO' },
    })
  })

  it('says where the folder is missing', async () => {
    const target = join(await temporaryFolder(), 'missing', 'a.json')
    expect(await writeDurably(target, 'new')).toMatchObject({
      ok: false,
      failure: { kind: 'storage', code: 'ENOENT', title: 'a.json could not be saved' },
    })
  })
})

describe('sweepTemporaryFiles', () => {
  it('removes what a crash left, and nothing that is not ours', async () => {
    const folder = await temporaryFolder()
    const dying = recordingFs({
      before: ({ call }) => {
        if (call === 'rename' || call === 'unlink') throw systemError('EIO')
      },
    })
    await writeDurably(join(folder, 'a.json'), 'new', { fs: dying })
    expect(await readdir(folder)).toEqual([
      expect.stringMatching(/^a\.json\.[0-9a-f]{16}\.touchstone-tmp$/),
    ])
    const others = ['a.json', 'b.tmp', 'c.touchstone-tmp', 'd.json.0123.touchstone-tmp.json']
    for (const name of others) await writeFile(join(folder, name), '')
    expect((await sweepTemporaryFiles(folder)).ok).toBe(true)
    expect((await readdir(folder)).sort()).toEqual(others)
  })

  it('says when it cannot look', async () => {
    const result = await sweepTemporaryFiles(join(await temporaryFolder(), 'missing'))
    expect(result).toMatchObject({ ok: false, failure: { code: 'ENOENT' } })
  })
})

const mode = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8)

describe.runIf(process.platform !== 'win32')('makePrivateFolder', () => {
  it('makes a folder that only its owner can enter', async () => {
    const folder = join(await temporaryFolder(), 'data', 'providers')
    expect((await makePrivateFolder(folder)).ok).toBe(true)
    expect(await mode(folder)).toBe('700')
  })

  it('tightens a folder that others could enter', async () => {
    const folder = join(await temporaryFolder(), 'providers')
    await mkdir(folder, { mode: 0o755 })
    expect((await makePrivateFolder(folder)).ok).toBe(true)
    expect(await mode(folder)).toBe('700')
  })

  it('flushes the folder that got a new one, once', async () => {
    const folder = join(await temporaryFolder(), 'providers')
    const fs = recordingFs()
    await makePrivateFolder(folder, { fs })
    await makePrivateFolder(folder, { fs })
    expect(fs.calls.filter(({ call }) => call === 'sync')).toHaveLength(1)
  })
})

describe('makePrivateFolder', () => {
  it('says when a file is in the way', async () => {
    const path = join(await temporaryFolder(), 'providers')
    await writeFile(path, '')
    expect(await makePrivateFolder(path)).toMatchObject({
      ok: false,
      failure: { kind: 'storage', title: 'The folder providers cannot be used' },
    })
  })
})
