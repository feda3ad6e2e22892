import { isDeepStrictEqual } from 'node:util'
import type { Transfer } from '../../shared/outcome.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import type { ExportDone, ExportRequest } from '../../shared/transfer.ts'
import type { Confirm } from '../consent.ts'
import { writeDurably } from '../vault/durable-files.ts'
import { checkPassphrase, newPassphraseKey } from '../vault/passphrase-wrap.ts'
import type { StoredProvider } from '../vault/provider-actions.ts'
import type { Vault } from '../vault/vault.ts'
import { lockedFailure } from '../vault/vault-failure.ts'
import type { Entries } from '../workspace/entries.ts'
import { type ExportedProvider, writeExport } from './export-file.ts'
import { exportQuestion } from './export-questions.ts'
import type { ChooseFile } from './file-choice.ts'

interface ExportOptions {
  vault: Pick<Vault, 'status'>
  entries: Pick<Entries, 'find'>
  confirm: Confirm
  chooseFile: Pick<ChooseFile, 'toSave'>
  record: (transfer: Pick<Transfer, 'transfer' | 'providers' | 'secrets'>) => void
  now: () => number
}

/** Writes providers to a file that the user chooses. Secrets are in it only after a native yes. */
export function createExport(options: ExportOptions) {
  const { vault, entries, confirm, chooseFile, record, now } = options

  function collect(ids: readonly string[]): Result<StoredProvider[]> {
    const found: StoredProvider[] = []
    for (const id of new Set(ids)) {
      const entry = entries.find(id)
      if (!entry.ok) return entry
      found.push(entry.value)
    }
    return ok(found)
  }

  async function approveSecrets(
    providers: readonly StoredProvider[],
    passphrase: string,
  ): Promise<Result<null>> {
    const status = vault.status()
    if (status.state !== 'open') return failed(lockedFailure(status))
    const usable = checkPassphrase(passphrase)
    if (!usable.ok) return usable
    const holders = secretNames(providers).filter(({ secrets }) => secrets.length > 0)
    if (holders.length === 0) return failed(noSecrets)
    const agreed = (await confirm(exportQuestion(holders))) === 1
    return agreed ? ok(null) : notExported
  }

  return async ({ ids, passphrase }: ExportRequest): Promise<Result<ExportDone>> => {
    const chosen = collect(ids)
    if (!chosen.ok) return chosen
    if (passphrase !== undefined) {
      const approved = await approveSecrets(chosen.value, passphrase)
      if (!approved.ok) return approved
    }
    const day = new Date(now()).toISOString().slice(0, 10)
    const path = await chooseFile.toSave(`touchstone-providers-${day}.json`)
    if (path === null) return notExported
    const key = passphrase === undefined ? ok(null) : await newPassphraseKey(passphrase)
    if (!key.ok) return key

    // As they are now: meanwhile the vault may have been locked, or a secret entered.
    const current = collect(ids)
    if (!current.ok) return current
    if (key.value && !isDeepStrictEqual(secretNames(current.value), secretNames(chosen.value))) {
      return failed(changedMeanwhile)
    }
    const exported = current.value.map((stored) => exportedOf(stored, key.value !== null))
    const text = await writeExport(exported, key.value)
    if (!text.ok) return text
    const written = await writeDurably(path, text.value)
    if (!written.ok) return failed({ ...written.failure, nextStep: 'Export to another folder.' })
    const secrets = exported.reduce((sum, each) => sum + Object.keys(each.secrets).length, 0)
    record({ transfer: 'exported', providers: exported.length, secrets })
    const unreadable = current.value.filter(({ contents }) => contents.state !== 'ready')
    return ok({
      path,
      providers: exported.length,
      secrets,
      unreadable: key.value ? unreadable.map(({ provider }) => provider.name) : [],
    })
  }
}

/** Without id, creation time and tokens. */
function exportedOf({ provider, contents }: StoredProvider, isSealed: boolean): ExportedProvider {
  const { id: _id, createdAtMs: _createdAtMs, ...settings } = provider
  const secrets = isSealed && contents.state === 'ready' ? contents.record.secrets : {}
  return { ...settings, secrets }
}

const secretNames = (providers: readonly StoredProvider[]) =>
  providers.map(({ provider, contents }) => ({
    id: provider.id,
    name: provider.name,
    secrets: contents.state === 'ready' ? Object.keys(contents.record.secrets).toSorted() : [],
  }))

const notExported = failed({
  kind: 'declined',
  title: 'Not exported',
  detail: 'Nothing was written.',
  nextStep: 'Click Export to confirm.',
})

const noSecrets: Failure = {
  kind: 'invalid-input',
  title: 'No secret to export',
  detail: 'None of these providers has a readable secret.',
  nextStep: 'Export without secrets.',
}

const changedMeanwhile: Failure = {
  kind: 'invalid-input',
  title: 'The secrets have changed',
  detail: 'They were locked or edited after you confirmed. Nothing was written.',
  nextStep: 'Unlock the vault if it is locked, then export again.',
}
