import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from './folder.fixture.ts'
import { type ProviderFile, providerFiles, type ProviderSettings } from './provider-actions.ts'
import { type RecordFolder, recordFolder } from './record-folder.ts'

const id = '8d5f0f5e-3d53-4c0f-9f43-0d5f7d3d3a01'
const otherId = '8d5f0f5e-3d53-4c0f-9f43-0d5f7d3d3a02'

const fileOf = (providerId: string, name = 'My bank'): ProviderFile => ({
  provider: {
    id: providerId,
    name,
    environment: 'sandbox',
    baseUrl: 'https://bank.example',
    template: 'a-template',
    fields: {},
    createdAtMs: 0,
    mutedFindings: [],
    keySource: null,
  },
  interrupted: null,
  secrets: { kept: 'sealed', jwe: 'a.b.c.d.e' },
})

describe('the folder of provider files', () => {
  let path = ''
  let folder: RecordFolder<ProviderSettings>
  beforeEach(async () => {
    path = join(await temporaryFolder(), 'providers')
    folder = recordFolder(path, providerFiles)
    expect(await folder.prepare()).toEqual({ ok: true, value: null })
  })

  it.runIf(process.platform !== 'win32')('is 0700, and its files 0600', async () => {
    await folder.write(fileOf(id))
    const mode = async (of: string): Promise<number> => (await stat(of)).mode & 0o777
    expect(await mode(path)).toBe(0o700)
    expect(await mode(join(path, 'removed'))).toBe(0o700)
    expect(await mode(join(path, `${id}.json`))).toBe(0o600)
  })

  it.each<[string, (file: ProviderFile) => ProviderFile]>([
    [
      'is larger than it reads',
      (file) => ({ ...file, secrets: { kept: 'sealed', jwe: 'a'.repeat(16 * 1024 * 1024) } }),
    ],
    [
      'has a time before 1970',
      (file) => ({ ...file, provider: { ...file.provider, createdAtMs: -1 } }),
    ],
    ['has no name', (file) => ({ ...file, provider: { ...file.provider, name: '' } })],
  ])('writes nothing that %s', async (_, change) => {
    await folder.write(fileOf(id))
    const before = await readFile(join(path, `${id}.json`), 'utf8')
    expect((await folder.write(change(fileOf(id)))).ok).toBe(false)
    expect(await readFile(join(path, `${id}.json`), 'utf8')).toBe(before)
  })

  it('lists the files of providers, damaged ones too, and nothing else', async () => {
    await folder.write(fileOf(id))
    await writeFile(join(path, `${otherId}.json`), 'damaged')
    await writeFile(join(path, 'notes.json'), '{}')
    await writeFile(join(path, `${id}.json.bak`), '{}')
    const ids = await folder.ids()
    expect(ids.ok && ids.value.sort()).toEqual([id, otherId])
  })

  it.runIf(process.platform !== 'win32').each([
    ['a folder', (at: string) => mkdir(at)],
    [
      'a link to a good file',
      async (at: string) => {
        await folder.write(fileOf(id))
        await rename(at, `${path}.json`)
        await symlink(`${path}.json`, at)
      },
    ],
    ['a pipe', (at: string) => promisify(execFile)('mkfifo', [at])],
  ])('reports %s in place of a file as damaged, removes and restores it', async (_, make) => {
    await folder.write(fileOf(otherId))
    const at = join(path, `${id}.json`)
    await make(at)
    const ids = await folder.ids()
    expect(ids.ok && ids.value.sort()).toEqual([id, otherId])
    expect(await folder.read(id)).toMatchObject({
      state: 'damaged',
      failure: { title: `${id}.json is damaged` },
    })
    const done = { ok: true, value: null }
    expect(await folder.remove(id)).toEqual(done)
    expect(await folder.restore(id)).toEqual(done)
    expect(await folder.remove(id)).toEqual(done)
    expect(await folder.discardRemoved()).toEqual(done)
    expect(await folder.read(otherId)).toMatchObject({ state: 'read' })
  })

  it('brings a removed provider back as it was', async () => {
    await folder.write(fileOf(id))
    expect(await folder.remove(id)).toEqual({ ok: true, value: null })
    expect(await folder.ids()).toEqual({ ok: true, value: [] })
    expect(await folder.read(id)).toEqual({ state: 'missing' })
    expect(await folder.restore(id)).toEqual({ ok: true, value: null })
    expect(await folder.read(id)).toEqual({ state: 'read', value: fileOf(id) })
  })

  it('brings nothing back over a provider with the same id', async () => {
    await folder.write(fileOf(id, 'old'))
    await folder.remove(id)
    await folder.write(fileOf(id, 'new'))
    expect(await folder.restore(id)).toMatchObject({
      ok: false,
      failure: { kind: 'invalid-input' },
    })
    expect(await folder.read(id)).toMatchObject({ value: { provider: { name: 'new' } } })
  })

  it('says that a provider is not there', async () => {
    expect(await folder.remove(id)).toMatchObject({ ok: false, failure: { kind: 'not-found' } })
    expect(await folder.restore(id)).toMatchObject({ ok: false, failure: { kind: 'not-found' } })
  })

  it('deletes removed providers for good, and only them', async () => {
    await folder.write(fileOf(id))
    await folder.write(fileOf(otherId))
    await folder.remove(id)
    expect(await folder.discardRemoved()).toEqual({ ok: true, value: null })
    expect(await readdir(join(path, 'removed'))).toEqual([])
    expect(await folder.restore(id)).toMatchObject({ failure: { kind: 'not-found' } })
    expect(await folder.ids()).toEqual({ ok: true, value: [otherId] })
  })

  it('clears at a start what was removed in the last session, and what a crash left', async () => {
    await folder.write(fileOf(id))
    await folder.remove(id)
    const leftover = `${otherId}.json.0123456789abcdef.touchstone-tmp`
    await writeFile(join(path, leftover), 'half a fi')
    expect((await recordFolder(path, providerFiles).prepare()).ok).toBe(true)
    expect(await readdir(path)).toEqual(['removed'])
    expect(await readdir(join(path, 'removed'))).toEqual([])
  })

  it('says that it cannot be used when a file is in its place', async () => {
    const blocked = join(path, 'a-file')
    await writeFile(blocked, '')
    expect(await recordFolder(blocked, providerFiles).prepare()).toMatchObject({
      ok: false,
      failure: { kind: 'storage' },
    })
    expect(await recordFolder(blocked, providerFiles).ids()).toMatchObject({
      ok: false,
      failure: { kind: 'storage', title: 'The providers cannot be listed' },
    })
  })
})
