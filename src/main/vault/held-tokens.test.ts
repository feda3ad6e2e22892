import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Failure } from '../../shared/result.ts'
import { realFs } from './durable-files.ts'
import { systemError } from './recording-fs.fixture.ts'
import {
  mustBeOk,
  openVault,
  providerOf,
  readProvider,
  type TestVault,
  tokensOf,
} from './vault.fixture.ts'

/** As a call does it: stores its tokens, and keeps them where that fails. */
async function arrive({ vault }: TestVault, text: string): Promise<Failure> {
  const saved = await vault.saveTokens(provider, tokensOf(text))
  if (saved.ok) throw new Error('The tokens were stored')
  const record = { secrets: { secret_key: 'kept' }, tokens: tokensOf(text) }
  const held = await vault.holdTokens(provider, record, saved.failure)
  if (held.ok) throw new Error('The tokens were stored')
  return held.failure
}

const provider = providerOf(1)
const pathIn = ({ folder }: TestVault) => join(folder, 'providers', `${provider.id}.json`)
const whole = { secrets: { secret_key: 'kept' }, tokens: tokensOf('rotated') }

async function withProvider(start: Parameters<typeof openVault>[0] = {}): Promise<TestVault> {
  const test = await openVault(start)
  mustBeOk(await test.vault.add(provider, { secret_key: 'kept' }))
  return test
}

const faults: Record<string, (path: string) => Promise<unknown>> = {
  'is gone': (path) => rm(path),
  'is empty': (path) => writeFile(path, ''),
  'was moved away': (path) => rename(path, `${path}.bak`),
  'has a flipped bit in its record': async (path) => {
    const text = await readFile(path, 'utf8')
    await writeFile(
      path,
      text.replace(
        /"jwe": "(.{150})(.)/,
        (_, head, one) => `"jwe": "${head}${one === 'A' ? 'B' : 'A'}`,
      ),
    )
  },
  'is a folder now': async (path) => {
    await rm(path)
    await mkdir(path)
  },
}

describe('new tokens of a provider whose file', () => {
  it.each(Object.keys(faults))(
    '%s are kept, sealed, and saved again from memory',
    async (fault) => {
      const test = await withProvider()
      const { vault, folder, keyring } = test
      await faults[fault]?.(pathIn(test))
      expect(await arrive(test, 'rotated')).toMatchObject({ kind: 'not-saved' })
      expect(await readProvider(vault, provider.id)).toMatchObject({
        contents: { record: whole },
        unsaved: { kind: 'not-saved' },
      })
      if (fault === 'is a folder now') await rm(pathIn(test), { recursive: true })
      mustBeOk(await vault.saveAgain(provider.id))
      const next = await openVault({ folder, keyring })
      expect((await readProvider(next.vault, provider.id)).contents).toMatchObject({
        record: whole,
      })
    },
  )

  it('cannot be read for now are kept', async () => {
    let refused = false
    const readFile: typeof realFs.readFile = (...from) =>
      refused ? Promise.reject(systemError('EIO')) : realFs.readFile(...from)
    const test = await withProvider({ fs: { ...realFs, readFile } })
    refused = true
    expect(await arrive(test, 'rotated')).toMatchObject({ kind: 'not-saved', code: 'EIO' })
    mustBeOk(await test.vault.saveAgain(provider.id))
    refused = false
    expect((await readProvider(test.vault, provider.id)).contents).toMatchObject({ record: whole })
  })
})

describe('new tokens of a provider that was removed meanwhile', () => {
  it('are stored when it is restored', async () => {
    const test = await withProvider()
    const { vault, folder, keyring } = test
    mustBeOk(await vault.remove(provider.id))
    await arrive(test, 'rotated')
    expect(mustBeOk(await vault.list()).providers).toEqual([])
    mustBeOk(await vault.restore(provider.id))
    expect((await readProvider(vault, provider.id)).unsaved).toBeNull()
    const next = await openVault({ folder, keyring })
    expect((await readProvider(next.vault, provider.id)).contents).toMatchObject({ record: whole })
  })

  it('do not bring it back after it was removed for good', async () => {
    const test = await withProvider()
    const { vault } = test
    mustBeOk(await vault.remove(provider.id))
    mustBeOk(await vault.rotateKey())
    await arrive(test, 'rotated')
    expect(mustBeOk(await vault.list()).providers).toEqual([])
  })
})

it('a provider in memory only can be removed and restored', async () => {
  const test = await withProvider()
  const { vault } = test
  await rm(pathIn(test))
  await arrive(test, 'rotated')
  mustBeOk(await vault.remove(provider.id))
  expect(mustBeOk(await vault.list()).providers).toEqual([])
  mustBeOk(await vault.restore(provider.id))
  expect((await readProvider(vault, provider.id)).contents).toMatchObject({ record: whole })
})
