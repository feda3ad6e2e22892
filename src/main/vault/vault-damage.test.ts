import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  mustBeOk,
  openVault,
  providerOf,
  readProvider,
  secretOf,
  tokensOf,
} from './vault.fixture.ts'

const provider = providerOf(1)
const other = providerOf(2)
const pathOf = (folder: string, id: string): string => join(folder, 'providers', `${id}.json`)

describe('a damaged file', () => {
  it('costs one provider: it is listed, kept as it is, and the others work', async () => {
    const { vault, folder } = await openVault()
    mustBeOk(await vault.add(provider, { secret_key: 'lost' }))
    mustBeOk(await vault.add(other, { secret_key: 'there' }))
    const damaged = (await readFile(pathOf(folder, provider.id), 'utf8')).slice(0, 100)
    await writeFile(pathOf(folder, provider.id), damaged)
    const list = mustBeOk(await vault.list())
    expect(list.providers).toMatchObject([{ provider: other, contents: { state: 'ready' } }])
    expect(list.damaged).toMatchObject([
      { id: provider.id, file: `${provider.id}.json`, failure: { code: 'file-damaged' } },
    ])
    const refused = { ok: false, failure: { kind: 'storage', code: 'file-damaged' } }
    expect(await vault.read(provider.id)).toMatchObject(refused)
    expect(await vault.edit(provider, { secret_key: 'new' })).toMatchObject(refused)
    expect(await vault.saveTokens(provider, tokensOf('a'))).toMatchObject(refused)
    expect(await vault.add(provider, {})).toMatchObject({ failure: { code: 'already-there' } })
    expect(await readFile(pathOf(folder, provider.id), 'utf8')).toBe(damaged)
    mustBeOk(await vault.remove(provider.id))
    expect(mustBeOk(await vault.list()).damaged).toEqual([])
    mustBeOk(await vault.add(provider, { secret_key: 'entered again' }))
    expect(await secretOf(vault, provider.id)).toBe('entered again')
  })

  it('of a newer version is refused and left alone', async () => {
    const { vault, folder } = await openVault()
    const text = '{"format":2,"everything":"else"}'
    await writeFile(pathOf(folder, provider.id), text)
    expect(mustBeOk(await vault.list()).damaged).toMatchObject([
      {
        id: provider.id,
        failure: { code: 'file-newer', nextStep: 'Update Touchstone to use it.' },
      },
    ])
    expect((await vault.edit(provider, { secret_key: 'x' })).ok).toBe(false)
    expect(await readFile(pathOf(folder, provider.id), 'utf8')).toBe(text)
  })
})

describe('a record that does not open', () => {
  const cases: { what: string; alter: (text: string, otherText: string) => string }[] = [
    { what: 'was moved from another provider', alter: withRecordOf },
    { what: 'stands under another environment', alter: (text) => text.replace('sandbox', 'live') },
    {
      what: 'stands under another base URL',
      alter: (text) => text.replace('bank.example', 'evil.example'),
    },
    {
      what: 'stands under another template',
      alter: (text) => text.replace('a-template', 'planted'),
    },
    { what: 'stands under another field', alter: (text) => text.replace('"eu"', '"evil"') },
    {
      what: 'stands under a planted key source',
      alter: (text) =>
        text.replace(
          '"keySource": null',
          '"keySource": {"from":"jwks-url","url":"https://evil.example/jwks"}',
        ),
    },
    { what: 'is cut off', alter: (text) => text.replace(/(?<="jwe": ".{200}).*?(?=")/, '') },
    { what: 'is empty', alter: (text) => text.replace(/(?<="jwe": ").*?(?=")/, '') },
  ]

  it.each(cases)('is to be entered again, and is kept, when it $what', async ({ alter }) => {
    const { vault, folder } = await openVault()
    mustBeOk(await vault.add(provider, { secret_key: 'mine' }))
    mustBeOk(await vault.add(other, { secret_key: 'of the other' }))
    const path = pathOf(folder, provider.id)
    const text = await readFile(path, 'utf8')
    const altered = alter(text, await readFile(pathOf(folder, other.id), 'utf8'))
    expect(altered).not.toBe(text)
    await writeFile(path, altered)
    const stored = await readProvider(vault, provider.id)
    expect(stored.contents).toMatchObject({
      state: 'enter-again',
      failure: { kind: 'storage', nextStep: 'Enter the secrets again.' },
    })
    expect((await vault.saveTokens(stored.provider, tokensOf('a'))).ok).toBe(false)
    const moved = { ...stored.provider, environment: 'elsewhere' }
    expect((await vault.edit(moved, {})).ok).toBe(false)
    expect(await readFile(path, 'utf8')).toBe(altered)
    mustBeOk(await vault.edit({ ...stored.provider, name: 'Renamed' }, {}))
    expect(recordIn(await readFile(path, 'utf8'))).toBe(recordIn(altered))
    mustBeOk(await vault.edit(stored.provider, { secret_key: 'entered again' }))
    expect(await secretOf(vault, provider.id)).toBe('entered again')
    expect(await secretOf(vault, other.id)).toBe('of the other')
  })

  it('is to be entered again when the key file was replaced', async () => {
    const first = await openVault()
    mustBeOk(await first.vault.add(provider, { secret_key: 'sealed with the old key' }))
    await rm(join(first.folder, 'vault-key.json'))
    const { vault } = await openVault(first)
    expect((await readProvider(vault, provider.id)).contents).toMatchObject({
      state: 'enter-again',
      failure: { code: 'record-unknown-key' },
    })
  })
})

const recordIn = (text: string): string | undefined => /"jwe": "(.*?)"/.exec(text)?.[1]

function withRecordOf(text: string, otherText: string): string {
  return text.replace(recordIn(text) ?? '', recordIn(otherText) ?? '')
}
