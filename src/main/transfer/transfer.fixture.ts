import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { ProviderDraft } from '../../shared/provider.ts'
import type { ImportPreview } from '../../shared/transfer.ts'
import type { TestApp } from '../app.fixture.ts'
import { valueOf } from '../provider/provider.fixture.ts'

export const passphrase = 'a passphrase of its own'

export const bank: ProviderDraft = {
  name: 'Bank',
  environment: 'production',
  baseUrl: 'https://bank.example/api',
  template: 'gocardless-bank-account-data',
  fields: {},
  secrets: { secret_id: 'planted-id', secret_key: 'planted-key' },
}
export const exchange: ProviderDraft = {
  ...bank,
  name: 'Exchange',
  baseUrl: 'https://exchange.example',
  template: 'ix-api',
  secrets: { api_key: 'planted-api-key', api_secret: 'planted-api-secret' },
}

export async function add(app: TestApp, draft: ProviderDraft): Promise<string> {
  return valueOf(await app.app.handlers.addProvider(draft)).provider.id
}

/**
 * Exports two providers with their secrets; one of them has a key source.
 *
 * @returns the path
 */
export async function exportBoth(app: TestApp, path: string): Promise<string> {
  const ids = [await add(app, bank), await add(app, exchange)]
  const keySource = { from: 'jwks-url', url: 'https://bank.example/jwks' } as const
  valueOf(await app.app.handlers.setKeySource({ id: ids[0] ?? '', keySource }))
  app.chooseFile(path)
  app.answer('Export secrets')
  valueOf(await app.app.handlers.exportProviders({ ids, passphrase }))
  return path
}

/** Makes a folder before each test and removes it afterwards; returns paths in it. */
export function folderForEachTest(): (name: string) => string {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'touchstone-export-'))
  })
  afterEach(() => rm(folder, { recursive: true }))
  return (name) => join(folder, name)
}

/** Opens a file with its secrets. */
export async function preview(app: TestApp, path: string): Promise<ImportPreview> {
  app.chooseFile(path)
  const { ticket } = valueOf(await app.app.handlers.openImport(null))
  return valueOf(await app.app.handlers.unlockImport({ ticket, passphrase }))
}

/** A provider in a file, with nothing but what is needed. */
export const settings = {
  name: 'Bank',
  environment: 'test',
  baseUrl: 'https://bank.example',
  template: 'gocardless-bank-account-data',
  fields: {},
}

/** A file without secrets, as if it were dropped on the window. */
export const dropped = (...providers: object[]) => ({
  name: 'dropped.json',
  text: JSON.stringify({ touchstone: 'export', version: 1, sealed: null, providers }),
})

/** What is stored of the providers that are no demo ones. */
export async function ownProviders(app: TestApp) {
  const { providers } = await app.snapshot()
  return providers.filter(({ provider }) => provider.baseUrl !== 'demo:')
}
