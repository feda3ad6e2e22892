import { describe, expect, it } from 'vitest'
import { everyFile } from './folder.fixture.ts'
import {
  mustBeOk,
  openVault,
  providerOf,
  readProvider,
  secretOf,
  tokensOf,
} from './vault.fixture.ts'

const provider = providerOf(1)

describe('a stored provider', () => {
  it('is there after a restart, with its secrets and tokens', async () => {
    const first = await openVault()
    mustBeOk(await first.vault.add(provider, { secret_id: 'one', secret_key: 'two' }))
    mustBeOk(await first.vault.saveTokens(provider, tokensOf('a token')))
    const { vault } = await openVault(first)
    expect(mustBeOk(await vault.list())).toEqual({
      providers: [
        {
          provider,
          contents: {
            state: 'ready',
            record: {
              secrets: { secret_id: 'one', secret_key: 'two' },
              tokens: tokensOf('a token'),
            },
          },
          interrupted: null,
          unsaved: null,
        },
      ],
      damaged: [],
    })
  })

  it('is added once', async () => {
    const { vault } = await openVault()
    mustBeOk(await vault.add(provider, { secret_key: 'first' }))
    expect(await vault.add(provider, { secret_key: 'second' })).toMatchObject({
      ok: false,
      failure: { kind: 'invalid-input', code: 'already-there' },
    })
    expect(await secretOf(vault, provider.id)).toBe('first')
  })

  it('gives what it stored with new tokens, as reading it again does', async () => {
    const { vault } = await openVault()
    mustBeOk(await vault.add(provider, { secret_key: 'a' }))
    mustBeOk(await vault.markSent(provider.id, { operation: 'refresh', sentAtMs: 1 }))
    const saved = mustBeOk(await vault.saveTokens(provider, tokensOf('a token')))
    expect(saved).toEqual(await readProvider(vault, provider.id))
    expect(saved).toMatchObject({ interrupted: null, contents: { state: 'ready' } })
  })

  it('keeps secrets that an edit leaves out, replaces others and drops blank ones', async () => {
    const { vault } = await openVault()
    mustBeOk(await vault.add(provider, { kept: 'a', replaced: 'b', dropped: 'c' }))
    mustBeOk(await vault.saveTokens(provider, tokensOf('a token')))
    const renamed = { ...provider, name: 'Renamed' }
    mustBeOk(await vault.edit(renamed, { replaced: 'B', dropped: '', added: 'd' }))
    expect(await readProvider(vault, provider.id)).toMatchObject({
      provider: renamed,
      contents: {
        record: {
          secrets: { kept: 'a', replaced: 'B', added: 'd' },
          tokens: tokensOf('a token'),
        },
      },
    })
    const { contents } = await readProvider(vault, provider.id)
    expect(contents.state === 'ready' && 'dropped' in contents.record.secrets).toBe(false)
  })

  it.each([{ environment: 'production' }, { baseUrl: 'https://other.example' }])(
    'loses its tokens, not its secrets, when it is moved to %o',
    async (change) => {
      const { vault } = await openVault()
      mustBeOk(await vault.add(provider, { secret_key: 'kept' }))
      mustBeOk(await vault.saveTokens(provider, tokensOf('of the old place')))
      const approved = { from: 'https://bank.example', secrets: ['secret_key'] }
      mustBeOk(await vault.edit({ ...provider, ...change }, {}, approved))
      expect((await readProvider(vault, provider.id)).contents).toEqual({
        state: 'ready',
        record: { secrets: { secret_key: 'kept' }, tokens: { tokens: {} } },
      })
    },
  )

  it.each([{ environment: 'production' }, { baseUrl: 'https://other.example' }])(
    'takes no tokens of a call that began before it was moved to %o',
    async (change) => {
      const { vault } = await openVault()
      mustBeOk(await vault.add(provider, {}))
      mustBeOk(await vault.edit({ ...provider, ...change }, {}))
      expect(await vault.saveTokens(provider, tokensOf('late'))).toMatchObject({
        ok: false,
        failure: { kind: 'invalid-input', code: 'provider-moved' },
      })
    },
  )

  it('remembers a request that was sent until its answer is stored', async () => {
    const first = await openVault()
    mustBeOk(await first.vault.add(provider, { secret_key: 'kept' }))
    const sent = { operation: 'refresh', sentAtMs: 1_700_000_000_000 }
    mustBeOk(await first.vault.markSent(provider.id, sent))
    const { vault } = await openVault(first)
    expect((await readProvider(vault, provider.id)).interrupted).toEqual(sent)
    expect(await secretOf(vault, provider.id)).toBe('kept')
    mustBeOk(await vault.saveTokens(provider, tokensOf('new')))
    expect((await readProvider(vault, provider.id)).interrupted).toBeNull()
    mustBeOk(await vault.markSent(provider.id, sent))
    mustBeOk(await vault.clearSent(provider.id))
    expect((await readProvider(vault, provider.id)).interrupted).toBeNull()
  })

  it('is not found once it is removed, and is back after undo', async () => {
    const { vault } = await openVault()
    mustBeOk(await vault.add(provider, { secret_key: 'kept' }))
    mustBeOk(await vault.remove(provider.id))
    expect(mustBeOk(await vault.list()).providers).toEqual([])
    const missing = { ok: false, failure: { kind: 'not-found' } }
    expect(await vault.read(provider.id)).toMatchObject(missing)
    expect(await vault.edit(provider, {})).toMatchObject(missing)
    expect(await vault.saveTokens(provider, tokensOf('late'))).toMatchObject(missing)
    expect(await vault.markSent(provider.id, { operation: 'refresh', sentAtMs: 1 })).toMatchObject(
      missing,
    )
    mustBeOk(await vault.restore(provider.id))
    expect(await secretOf(vault, provider.id)).toBe('kept')
  })

  it('is gone for good after quitting', async () => {
    const { vault, folder } = await openVault()
    mustBeOk(await vault.add(provider, { secret_key: 'kept' }))
    mustBeOk(await vault.remove(provider.id))
    mustBeOk(await vault.close())
    expect([...(await everyFile(folder)).keys()]).toEqual(['vault-key.json'])
    expect(vault.status().state).toBe('locked')
  })

  it.each(['../vault-key', `../providers/${provider.id}`, '', provider.id.toUpperCase()])(
    'is never looked for under the id "%s"',
    async (id) => {
      const { vault } = await openVault()
      mustBeOk(await vault.add(provider, {}))
      const refused = { ok: false, failure: { kind: 'invalid-input', code: 'invalid-id' } }
      expect(await vault.read(id)).toMatchObject(refused)
      expect(await vault.add({ ...provider, id }, {})).toMatchObject(refused)
      expect(await vault.edit({ ...provider, id }, {})).toMatchObject(refused)
      expect(await vault.saveTokens({ ...provider, id }, tokensOf('a'))).toMatchObject(refused)
      expect(await vault.remove(id)).toMatchObject(refused)
      expect(await vault.restore(id)).toMatchObject(refused)
    },
  )
})

describe('two actions at the same time', () => {
  it('do not undo each other', async () => {
    const { vault } = await openVault()
    mustBeOk(await vault.add(provider, { a: '0' }))
    const actions = Array.from({ length: 20 }, (_, number) => [
      vault.edit(provider, { [`field-${number}`]: 'set' }),
      vault.saveTokens(provider, tokensOf(`token ${number}`)),
    ]).flat()
    for (const result of await Promise.all(actions)) mustBeOk(result)
    const { contents } = await readProvider(vault, provider.id)
    if (contents.state !== 'ready') throw new Error(contents.state)
    expect(Object.keys(contents.record.secrets)).toHaveLength(21)
    expect(contents.record.tokens).toEqual(tokensOf('token 19'))
  })
})
