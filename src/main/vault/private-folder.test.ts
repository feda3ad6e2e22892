import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from './folder.fixture.ts'
import { makePrivateFolder } from './private-folder.ts'
import { recordingFs } from './recording-fs.fixture.ts'

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
