import { compactDecrypt, CompactEncrypt, decodeProtectedHeader } from 'jose'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fromBase64url } from './key-ring.ts'
import {
  expectAllThere,
  fillVault,
  mustBeOk,
  openVault,
  readProvider,
  secretOf,
  type TestVault,
  threeProviders,
} from './vault.fixture.ts'

interface KeyFile {
  format: number
  wrap: { sealed: string }
}

const read = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'))
const write = (path: string, content: object) => writeFile(path, JSON.stringify(content))

/** Turns the files of a vault into what versions with key files of format 1 wrote. */
async function asEarlierVersion({ folder, keyring }: TestVault): Promise<void> {
  const keyPath = join(folder, 'vault-key.json')
  const { wrap } = (await read(keyPath)) as KeyFile
  const ring = await keyring.cipher.decrypt(Buffer.from(wrap.sealed, 'base64url'))
  const [current] = (JSON.parse(ring.text) as { keys: { id: string; key: string }[] }).keys
  const keys = [{ id: current?.id, key: current?.key }]
  const sealed = Buffer.from(await keyring.cipher.encrypt(JSON.stringify({ keys })))
  await write(keyPath, { format: 1, wrap: { ...wrap, sealed: sealed.toString('base64url') } })
  const bytes = fromBase64url(current?.key ?? '')
  for (const { id } of threeProviders) {
    const file = (await read(pathOf(folder, id))) as { secrets: { jwe: string } }
    const { plaintext, protectedHeader } = await compactDecrypt(file.secrets.jwe, bytes)
    const { template, settings, ...header } = protectedHeader
    expect([typeof template, typeof settings]).toEqual(['string', 'string'])
    const jwe = await new CompactEncrypt(plaintext).setProtectedHeader(header).encrypt(bytes)
    await write(pathOf(folder, id), { ...file, secrets: { kept: 'sealed', jwe } })
  }
}

const pathOf = (folder: string, id: string) => join(folder, 'providers', `${id}.json`)

async function earlierVault(): Promise<TestVault> {
  const test = await openVault()
  await fillVault(test)
  await test.vault.close()
  await asEarlierVersion(test)
  return test
}

it('a vault of an earlier version opens, and is bound to its settings from then on', async () => {
  const earlier = await earlierVault()
  const now = await openVault(earlier)
  expect(now.reports).toEqual([])
  await expectAllThere(now)
  for (const file of await readdir(join(now.folder, 'providers'))) {
    if (!file.endsWith('.json')) continue
    const path = join(now.folder, 'providers', file)
    const { secrets } = (await read(path)) as { secrets: { jwe: string } }
    expect(Object.keys(decodeProtectedHeader(secrets.jwe))).toContain('settings')
  }
  await expectAllThere(await openVault(now))
})

it('a record of an earlier version, put back later, does not open under another template', async () => {
  const earlier = await earlierVault()
  const { id } = threeProviders[0]
  const old = await readFile(pathOf(earlier.folder, id), 'utf8')
  const now = await openVault(earlier)
  expect(await secretOf(now.vault, id)).toBe(`secret of ${id}`)
  await writeFile(pathOf(now.folder, id), old.replace('a-template', 'planted'))
  expect((await readProvider(now.vault, id)).contents.state).toBe('enter-again')
})

it('a change of the settings keeps secrets and tokens', async () => {
  const test = await openVault()
  await fillVault(test)
  const [provider] = threeProviders
  const changed = { ...provider, fields: { region: 'us' } }
  mustBeOk(await test.vault.edit(changed, {}))
  expect((await readProvider(test.vault, provider.id)).provider.fields).toEqual({ region: 'us' })
  await expectAllThere(await openVault(test))
})
