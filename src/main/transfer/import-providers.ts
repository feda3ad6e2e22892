import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { Input } from '../../shared/ipc.ts'
import type { Transfer } from '../../shared/outcome.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import type { ImportDone, ImportPreview } from '../../shared/transfer.ts'
import type { Confirm } from '../consent.ts'
import { createQueue } from '../vault/queue.ts'
import type { Vault } from '../vault/vault.ts'
import { lockedFailure } from '../vault/vault-failure.ts'
import type { Templates } from '../workspace/check-draft.ts'
import type { Entries } from '../workspace/entries.ts'
import { type ExportedProvider, openSecrets, readExport } from './export-file.ts'
import type { ChooseFile } from './file-choice.ts'
import { doubtfulHosts, hostAnswers, hostQuestion, withoutRefused } from './import-hosts.ts'
import { checkImported, type HeldImport, previewOf } from './import-preview.ts'
import { readChosenFile } from './read-file.ts'

interface ImportOptions {
  vault: Pick<Vault, 'add' | 'status'>
  entries: Pick<Entries, 'all' | 'reload'>
  templates: Templates
  confirm: Confirm
  chooseFile: Pick<ChooseFile, 'toOpen'>
  remove: (id: string) => Promise<Result<null>>
  record: (transfer: Pick<Transfer, 'transfer' | 'providers' | 'secrets'>) => void
  now: () => number
}

/**
 * Imports providers from a file. What was previewed stays in main under a ticket, so the window cannot
 * have anything else imported. Of several files, the last one counts.
 */
export function createImport(options: ImportOptions) {
  const { vault, entries, templates, confirm, chooseFile, remove, record, now } = options
  let held: HeldImport | null = null
  /** Ids of added providers, by the ticket of their import. */
  const imported = new Map<string, string[]>()
  /** One at a time, because each run of scrypt takes 128 MiB. */
  const enqueue = createQueue()

  function hold(next: Omit<HeldImport, 'ticket'>): ImportPreview {
    held = { ticket: randomUUID(), ...next }
    return previewOf(held, templates, entries.all())
  }

  /** Takes the file of a ticket, once. */
  function take(ticket: string): HeldImport | null {
    if (held?.ticket !== ticket) return null
    const taken = held
    held = null
    return taken
  }

  async function chosenText(): Promise<Result<{ name: string; text: string }>> {
    const path = await chooseFile.toOpen()
    if (path === null) return failed(nothingChosen)
    const text = await readChosenFile(path)
    return text.ok ? ok({ name: basename(path), text: text.value }) : text
  }

  /** Null where the user cancels the import. */
  async function refusedHosts(providers: readonly ExportedProvider[]) {
    const refused = []
    for (const doubt of doubtfulHosts(providers, entries.all())) {
      const answer = hostAnswers[await confirm(hostQuestion(doubt))]
      if (answer === 'leave-out') refused.push(doubt)
      else if (answer !== 'import') return null
    }
    return refused
  }

  /** Notes the id of what is on disk, also where reading it again fails: undoing removes it. */
  async function add(
    { secrets, ...settings }: ExportedProvider,
    createdAtMs: number,
    ids: string[],
  ): Promise<Result<string>> {
    const id = randomUUID()
    const added = await vault.add({ ...settings, id, createdAtMs }, secrets)
    if (!added.ok) return added
    ids.push(id)
    const shown = await entries.reload(id)
    return shown.ok ? ok(id) : shown
  }

  return {
    /** Reads a file that was dropped on the window, or else one that the user chooses. */
    async openImport(dropped: Input<'openImport'>): Promise<Result<ImportPreview>> {
      const given = dropped ? ok(dropped) : await chosenText()
      if (!given.ok) return given
      const { name, text } = given.value
      const read = readExport(text)
      if (!read.ok) return read
      const file = read.value
      const secrets = file.sealed ? 'sealed' : 'none'
      const providers = file.providers.map((each) => ({ ...each, secrets: {} }))
      return ok(hold({ name, file, secrets, providers }))
    },

    /** After a wrong passphrase the ticket is still good for another try. */
    unlockImport: ({ ticket, passphrase }: Input<'unlockImport'>): Promise<Result<ImportPreview>> =>
      enqueue(async () => {
        const before = held
        if (before?.ticket !== ticket) return failed(previewGone)
        const opened = await openSecrets(before.file, passphrase)
        if (!opened.ok) return opened
        if (held !== before) return failed(previewGone)
        const { name, file } = before
        const providers = file.providers.map((each, at) => ({
          ...each,
          secrets: opened.value[at] ?? {},
        }))
        return ok(hold({ name, file, secrets: 'open', providers }))
      }),

    /** Adds the chosen providers. One that fails does not keep the others from being added. */
    async importProviders({
      ticket,
      chosen,
    }: Input<'importProviders'>): Promise<Result<ImportDone>> {
      const status = vault.status()
      if (status.state !== 'open') return failed(lockedFailure(status))
      const taken = take(ticket)
      if (!taken) return failed(previewGone)
      const picked: ExportedProvider[] = []
      for (const at of new Set(chosen)) {
        const provider = taken.providers[at]
        if (provider === undefined) return failed(previewGone)
        const checked = checkImported(provider, templates)
        if (!checked.ok) return checked
        picked.push(checked.value)
      }
      const refused = await refusedHosts(picked)
      if (refused === null) {
        // As it was, unless locking has dropped it or another file came meanwhile.
        if (vault.status().state === 'open') held ??= taken
        return failed(importCancelled)
      }
      const done: ImportDone = { ticket, added: [], secrets: 0, leftOut: [], failed: [] }
      const ids: string[] = []
      imported.set(ticket, ids)
      const startMs = now()
      for (const [at, provider] of picked.entries()) {
        const { name } = provider
        const rest = withoutRefused(provider, refused)
        // A millisecond apart, so that they are listed in the order of the file.
        const added = await add(rest, startMs + at, ids)
        if (!added.ok) {
          done.failed.push({ name, failure: added.failure })
          continue
        }
        done.added.push({ id: added.value, name })
        done.secrets += Object.keys(rest.secrets).length
        if (refused.some((doubt) => [...doubt.secrets, ...doubt.keys].includes(provider))) {
          done.leftOut.push(name)
        }
      }
      const { length } = done.added
      if (length > 0) record({ transfer: 'imported', providers: length, secrets: done.secrets })
      return ok(done)
    },

    /** Removes what an import has added. What cannot be removed can be tried again. */
    async undoImport({ ticket }: Input<'undoImport'>): Promise<Result<null>> {
      const ids = imported.get(ticket)
      if (!ids) return failed(nothingToUndo)
      const left: string[] = []
      let cause: Failure | null = null
      for (const id of ids) {
        const removed = await remove(id)
        if (removed.ok || removed.failure.kind === 'not-found') continue
        left.push(id)
        cause ??= removed.failure
      }
      if (cause === null) {
        imported.delete(ticket)
        return ok(null)
      }
      imported.set(ticket, left)
      return failed({
        ...cause,
        title: `${left.length} of ${ids.length} imported providers could not be removed`,
      })
    },

    closeImport({ ticket }: Input<'closeImport'>): Result<null> {
      take(ticket)
      return ok(null)
    },

    /** For locking the vault. */
    forget: (): void => {
      held = null
    },
  }
}

const nothingChosen: Failure = {
  kind: 'declined',
  title: 'No file chosen',
  nextStep: 'Click Choose file to continue.',
}

const importCancelled: Failure = {
  kind: 'declined',
  title: 'Not imported',
  detail: 'No provider was added.',
  nextStep: 'Click Import to confirm.',
}

const previewGone: Failure = {
  kind: 'not-found',
  title: 'This preview is no longer available',
  detail: 'The file was imported, another file was opened, or the vault was locked.',
  nextStep: 'Choose the file again.',
}

const nothingToUndo: Failure = {
  kind: 'not-found',
  title: 'Nothing to undo',
  detail: 'This import was already undone.',
  nextStep: 'Delete the providers from the list one by one.',
}
