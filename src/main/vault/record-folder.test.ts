import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { realFs } from './durable-files.ts'
import { temporaryFolder } from './folder.fixture.ts'
import { type ProviderFile, providerFiles, type ProviderSettings } from './provider-actions.ts'
import { systemError } from './recording-fs.fixture.ts'
import {
  isFileId,
  readSealedFile,
  type RecordFolder,
  recordFolder,
  sealedFileText,
} from './record-folder.ts'

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
    ['a link', (at: string) => symlink(join(path, `${otherId}.json`), at)],
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

const file: ProviderFile = {
  provider: {
    id,
    name: 'My bank',
    environment: 'sandbox',
    baseUrl: 'https://bank.example',
    template: 'a-template',
    fields: { region: 'eu' },
    createdAtMs: 1_700_000_000_000,
    mutedFindings: [],
    keySource: null,
  },
  interrupted: { operation: 'refresh', sentAtMs: 1_700_000_001_000 },
  secrets: { kept: 'sealed', jwe: 'a.b.c.d.e' },
}

async function stored(text: string | Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), `${id}.json`)
  await writeFile(path, text)
  return path
}

const onDisk = (changes: object): string => JSON.stringify({ format: 1, ...file, ...changes })

const readProviderFile = (path: string, of: string) => readSealedFile(path, of, providerFiles)

describe('a provider file', () => {
  it('is read back as it was written', async () => {
    const path = await stored(sealedFileText(file))
    expect(await readProviderFile(path, id)).toEqual({ state: 'read', value: file })
  })

  it('leaves out a record that is kept in memory only, and says so', async () => {
    const text = sealedFileText({ ...file, secrets: { kept: 'memory', jwe: 'a.b.c.d.e' } })
    expect(text).not.toContain('a.b.c.d.e')
    expect(await readProviderFile(await stored(text), id)).toEqual({
      state: 'read',
      value: { ...file, secrets: { kept: 'memory', jwe: null } },
    })
  })

  it('is missing where there is none', async () => {
    const path = join(await temporaryFolder(), `${id}.json`)
    expect(await readProviderFile(path, id)).toEqual({ state: 'missing' })
  })

  it('is not read, but not damaged either, where the disk says no', async () => {
    const path = join(await temporaryFolder(), `${id}.json`)
    await writeFile(path, '{}')
    const fs = { ...realFs, readFile: () => Promise.reject(systemError('EIO')) }
    expect(await readSealedFile(path, id, providerFiles, { fs })).toMatchObject({
      state: 'unread',
      failure: { kind: 'storage', title: `${id}.json cannot be read` },
    })
  })

  it.each([
    { what: 'an empty file', text: '' },
    { what: 'a file cut off', text: sealedFileText(file).slice(0, -20) },
    { what: 'text that is no JSON', text: 'hello' },
    { what: 'null', text: 'null' },
    { what: 'a list', text: '[]' },
    { what: 'an object without a format', text: '{}' },
    { what: 'a format that is no number', text: onDisk({ format: '2' }) },
    { what: 'a format that never was', text: onDisk({ format: 0 }) },
    { what: 'a provider of the wrong shape', text: onDisk({ provider: { id } }) },
    {
      what: 'another provider',
      text: onDisk({ provider: { ...file.provider, id: id.replace('8', '9') } }),
    },
    { what: 'no secrets', text: onDisk({ secrets: undefined }) },
    { what: 'secrets in clear', text: onDisk({ secrets: { kept: 'clear', secret_id: 'x' } }) },
    { what: 'unknown fields', text: onDisk({ more: 1 }) },
    { what: 'bytes that are no text', text: new Uint8Array([0xff, 0xfe, 0x00]) },
    { what: 'a file far too large', text: new Uint8Array(17 * 1024 * 1024) },
  ])('is damaged when it is $what', async ({ text }) => {
    expect(await readProviderFile(await stored(text), id)).toMatchObject({
      state: 'damaged',
      failure: { kind: 'storage', title: `${id}.json is damaged` },
    })
  })

  it('is refused when a later version wrote it', async () => {
    const path = await stored(onDisk({ format: 2, secrets: 'of another shape' }))
    expect(await readProviderFile(path, id)).toMatchObject({
      state: 'newer',
      failure: { code: 'file-newer', nextStep: 'Update Touchstone to use it.' },
    })
  })

  it('never makes reading throw, whatever it holds', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, `${id}.json`)
    const part = fc.constantFrom('format', 'provider', 'interrupted', 'secrets')
    await fc.assert(
      fc.asyncProperty(part, fc.jsonValue(), async (name, value) => {
        await writeFile(path, onDisk({ [name]: value }))
        const { state } = await readProviderFile(path, id)
        expect(['read', 'damaged', 'newer']).toContain(state)
      }),
      { numRuns: 300 },
    )
  })
})

describe('an id', () => {
  it.each([id, '0190163d-8694-739b-aea5-966c26f8ad91'])('can be %s', (good) => {
    expect(isFileId(good)).toBe(true)
  })

  it.each([
    '',
    '..',
    '../vault-key',
    `../${id}`,
    `${id}/../../x`,
    `${id}.json`,
    `${id}\n`,
    `${id}\0`,
    id.toUpperCase(),
    'removed',
    'C:\\x',
  ])('cannot be %j', (bad) => {
    expect(isFileId(bad)).toBe(false)
  })
})
