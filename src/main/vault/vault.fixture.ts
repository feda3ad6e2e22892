import { cp } from 'node:fs/promises'
import { expect } from 'vitest'
import type { Provider } from '../../shared/provider.ts'
import type { Failure, Result } from '../../shared/result.ts'
import type { SavedTokenContent, SavedTokenFacts } from '../../shared/saved-token.ts'
import type { TokenSet } from '../../shared/token.ts'
import type { DurableFs } from './durable-files.ts'
import { temporaryFolder } from './folder.fixture.ts'
import { type FakeKeyring, fakeKeyring } from './keyring.fixture.ts'
import type { RandomBytes } from './key-ring.ts'
import type { StoredProvider } from './provider-actions.ts'
import { loadVault, type Vault } from './vault.ts'

interface Start {
  folder?: string
  keyring?: FakeKeyring
  fs?: DurableFs
  random?: RandomBytes
}

export interface TestVault {
  vault: Vault
  folder: string
  keyring: FakeKeyring
  reports: Failure[]
}

/** A vault as after a start of the app. Pass an earlier one to start again in its folder. */
export async function startVault(start: Start = {}): Promise<TestVault> {
  const folder = start.folder ?? (await temporaryFolder())
  const keyring = start.keyring ?? fakeKeyring()
  const reports: Failure[] = []
  const vault = await loadVault({
    folder,
    cipher: keyring.cipher,
    platform: 'linux',
    cipherLimitMs: 50,
    now: () => 1_700_000_000_000,
    report: (failure) => reports.push(failure),
    ...(start.random === undefined ? {} : { random: start.random }),
    durable: {
      platform: process.platform,
      ...(start.fs === undefined ? {} : { fs: start.fs }),
    },
  })
  return { vault, folder, keyring, reports }
}

/** A copy of a vault's folder, for a start that must not change the original. */
export async function copyOf({
  folder,
  keyring,
}: TestVault): Promise<Pick<TestVault, 'folder' | 'keyring'>> {
  const copy = await temporaryFolder()
  await cp(folder, copy, { recursive: true })
  return { folder: copy, keyring }
}

/** As `startVault`, with the vault open. */
export async function openVault(start: Start = {}): Promise<TestVault> {
  const started = await startVault(start)
  mustBeOk(await started.vault.open())
  return started
}

/** A different provider for each small number. */
export function providerOf(number: number, changes: Partial<Provider> = {}): Provider {
  return {
    id: `8d5f0f5e-3d53-4c0f-9f43-0d5f7d3d${String(1000 + number)}`,
    name: `Provider ${number}`,
    environment: 'sandbox',
    baseUrl: 'https://bank.example/api/v2',
    template: 'a-template',
    fields: { region: 'eu' },
    createdAtMs: 1_700_000_000_000,
    mutedFindings: [],
    keySource: null,
    ...changes,
  }
}

export const tokensOf = (access: string): TokenSet => ({
  tokens: { access: { text: access, arrivedAtMs: 1_700_000_000_000 } },
})

export function mustBeOk<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.failure.title} ${result.failure.detail ?? ''}`)
  return result.value
}

export const readProvider = async (vault: Vault, id: string): Promise<StoredProvider> =>
  mustBeOk(await vault.read(id))

/** The secret of a provider if it can be read, else the state of its contents. */
export async function secretOf(vault: Vault, id: string): Promise<string | undefined> {
  const { contents } = await readProvider(vault, id)
  return contents.state === 'ready' ? contents.record.secrets['secret_key'] : contents.state
}

/** A different saved token for each small number. */
export function savedTokenOf(number: number): {
  facts: SavedTokenFacts
  content: SavedTokenContent
} {
  const id = `7c4e0f5e-3d53-4c0f-9f43-0d5f7d3d${String(1000 + number)}`
  const facts = { id, label: 'Opaque token', bytes: 15, savedAtMs: 1_700_000_000_000 + number }
  const text = `planted-text-${number}`
  return { facts, content: { name: `planted name ${number}`, text, foundIn: 'bare', slot: null } }
}

export const twoSavedTokens = [savedTokenOf(1), savedTokenOf(2)] as const

/** The text of a saved token if it can be read, else the state of its contents. */
export async function savedTextOf(vault: Vault, id: string): Promise<string> {
  const { contents } = mustBeOk(await vault.savedTokens.read(id))
  return contents.state === 'ready' ? contents.record.text : contents.state
}

export const threeProviders = [providerOf(1), providerOf(2), providerOf(3)] as const

/** Adds three providers, each with its own secret and token, and two saved tokens. */
export async function fillVault({ vault }: TestVault): Promise<void> {
  for (const provider of threeProviders) {
    mustBeOk(await vault.add(provider, { secret_key: `secret of ${provider.id}` }))
    mustBeOk(await vault.saveTokens(provider, tokensOf(`token of ${provider.id}`)))
  }
  for (const { facts, content } of twoSavedTokens) {
    mustBeOk(await vault.savedTokens.save(facts, content))
  }
}

/** Expects the secrets and tokens of `fillVault`: all present, and each in its place. */
export async function expectAllThere({ vault }: TestVault): Promise<void> {
  for (const { id } of threeProviders) {
    expect((await readProvider(vault, id)).contents).toEqual({
      state: 'ready',
      record: { secrets: { secret_key: `secret of ${id}` }, tokens: tokensOf(`token of ${id}`) },
    })
  }
  for (const { facts, content } of twoSavedTokens) {
    expect(mustBeOk(await vault.savedTokens.read(facts.id))).toMatchObject({
      facts,
      contents: { state: 'ready', record: content },
    })
  }
}
