import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { realFs } from './durable-files.ts'
import { temporaryFolder } from './folder.fixture.ts'
import { type ProviderFile, providerFiles } from './provider-actions.ts'
import { systemError } from './recording-fs.fixture.ts'
import { isFileId, readSealedFile, sealedFileText } from './record-folder.ts'

const id = '8d5f0f5e-3d53-4c0f-9f43-0d5f7d3d3a01'

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
