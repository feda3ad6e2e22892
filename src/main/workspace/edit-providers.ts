import { randomUUID } from 'node:crypto'
import type { ProviderSummary } from '../../shared/ipc.ts'
import { type Connection, isConnectionName } from '../../shared/connection.ts'
import type { Provider, ProviderDraft } from '../../shared/provider.ts'
import { ok, type Result } from '../../shared/result.ts'
import { type Confirm, notChanged } from '../consent.ts'
import type { Handlers, Publish } from '../ipc.ts'
import type { Vault } from '../vault/vault.ts'
import {
  type ApprovedMove,
  destinationOf,
  keptNames,
  routeOf,
  unapprovedMove,
} from '../vault/secret-moves.ts'
import { keptKeySource } from '../verify/kept-key-source.ts'
import { keptConnection } from './check-connection.ts'
import { checkDraft, type Templates } from './check-draft.ts'
import type { Entries } from './entries.ts'
import {
  keyHostOf,
  keyHostQuestion,
  moveAnswers,
  moveQuestion,
  placeWords,
} from './move-questions.ts'
import type { Summaries } from './summaries.ts'

interface EditOptions {
  vault: Pick<Vault, 'add' | 'edit' | 'read' | 'remove' | 'restore'>
  entries: Entries
  summaries: Pick<Summaries, 'of'>
  templates: Templates
  confirm: Confirm
  publish: Publish
  now: () => number
}

/** The calls that add, change and remove providers. Each is one durable write. */
export function createEdits(options: EditOptions) {
  const { vault, entries, summaries, templates, confirm, publish, now } = options

  async function reloaded(id: string): Promise<Result<ProviderSummary>> {
    const read = await entries.reload(id)
    return read.ok ? summaries.of(id) : read
  }

  async function add(draft: ProviderDraft, before?: Connection): Promise<Result<ProviderSummary>> {
    const checked = checkDraft(draft, templates, before)
    if (!checked.ok) return checked
    const { secrets, connection, ...settings } = checked.value
    const provider: Provider = {
      ...settings,
      ...keptConnection(connection),
      id: randomUUID(),
      createdAtMs: now(),
      mutedFindings: [],
      keySource: null,
    }
    const added = await vault.add(provider, secrets)
    return added.ok ? reloaded(provider.id) : added
  }

  async function change(
    provider: Provider,
    secrets: Record<string, string> = {},
    approved?: ApprovedMove,
  ): Promise<Result<ProviderSummary>> {
    const changed = await vault.edit(provider, secrets, approved)
    return changed.ok ? reloaded(provider.id) : changed
  }

  /** Changes what the form holds of a provider, and leaves the rest as it is now. */
  async function changeSettings(
    id: string,
    settings: Omit<ProviderDraft, 'secrets'>,
    ...rest: [secrets: Record<string, string>, approved?: ApprovedMove]
  ): Promise<Result<ProviderSummary>> {
    const entry = entries.find(id)
    return entry.ok ? change(withSettings(entry.value.provider, settings), ...rest) : entry
  }

  /**
   * Asks before stored secrets go to another host. The vault refuses what is not approved here, so
   * nothing that happens meanwhile, such as unlocking or another edit, takes a secret along.
   */
  async function changeOrAsk(
    id: string,
    settings: Omit<ProviderDraft, 'secrets'>,
    secrets: Record<string, string>,
  ): Promise<Result<ProviderSummary>> {
    const changed = await changeSettings(id, settings, secrets)
    if (changed.ok || changed.failure.code !== unapprovedMove.code) return changed
    const stored = await vault.read(id)
    if (!stored.ok) return stored
    const { provider: before, contents } = stored.value
    const after = withSettings(before, settings)
    const kept = contents.state === 'ready' ? keptNames(contents.record.secrets, secrets) : []
    const question = moveQuestion(before, after, kept, templates.get(before.template))
    const answer = moveAnswers[await confirm(question)]
    if (answer === 'keep') {
      return changeSettings(id, settings, secrets, { from: routeOf(before), secrets: kept })
    }
    if (answer === 'forget') {
      const blank = Object.fromEntries(kept.map((name) => [name, '']))
      return changeSettings(id, settings, { ...blank, ...secrets })
    }
    const [from, to] = [destinationOf(before), destinationOf(after)]
    return notChanged(
      from === to
        ? 'The connection is unchanged.'
        : `Secrets are still sent to ${placeWords(from)}.`,
      'Click Save to confirm.',
    )
  }

  /** After a damaged file came or went, which has no entry of its own. */
  async function reloadAll(): Promise<void> {
    await entries.load()
    publish('snapshotChanged', null)
  }

  return {
    addProvider: (draft) => add(draft),

    async updateProvider({ id, draft }) {
      const entry = entries.find(id)
      if (!entry.ok) return entry
      const checked = checkDraft(draft, templates, entry.value.provider.connection)
      if (!checked.ok) return checked
      const { secrets, ...settings } = checked.value
      return changeOrAsk(id, settings, secrets)
    },

    /**
     * Copies settings and the secrets of fields under another name. Tokens and the secrets of the
     * connection stay with the original.
     */
    async duplicateProvider({ id }) {
      const entry = entries.find(id)
      if (!entry.ok) return entry
      const { provider, contents } = entry.value
      const { name, environment, baseUrl, template, fields, connection } = provider
      const kept = contents.state === 'ready' ? Object.entries(contents.record.secrets) : []
      const secrets = Object.fromEntries(kept.filter(([secret]) => !isConnectionName(secret)))
      const settings = { environment, baseUrl, template, fields, ...keptConnection(connection) }
      return add({ ...settings, name: `${name} (copy)`, secrets }, connection)
    },

    async removeProvider({ id }) {
      const removed = await vault.remove(id)
      if (!removed.ok) return removed
      if (entries.find(id).ok) entries.drop(id)
      else await reloadAll()
      return removed
    },

    async undoRemoveProvider({ id }) {
      const restored = await vault.restore(id)
      if (!restored.ok) return restored
      const summary = await reloaded(id)
      if (!summary.ok) await reloadAll()
      return summary
    },

    async setKeySource({ id, keySource }) {
      const entry = entries.find(id)
      if (!entry.ok) return entry
      const kept = keySource ? keptKeySource(keySource) : ok(null)
      if (!kept.ok) return kept
      const { provider } = entry.value
      const host = keyHostOf(kept.value)
      const known = [destinationOf(provider), keyHostOf(provider.keySource)]
      if (host !== null && !known.includes(host)) {
        const agreed = (await confirm(keyHostQuestion(provider, host))) === 1
        if (!agreed) return notChanged('The key source is unchanged.')
      }
      // As it is now: the question may have taken a while.
      const current = entries.find(id)
      return current.ok ? change({ ...current.value.provider, keySource: kept.value }) : current
    },

    async muteFinding({ id, finding, muted }) {
      const entry = entries.find(id)
      if (!entry.ok) return entry
      const { provider } = entry.value
      const others = provider.mutedFindings.filter((each) => each !== finding)
      const mutedFindings = muted ? [...others, finding] : others
      const changed = await change({ ...provider, mutedFindings })
      return changed.ok ? ok(null) : changed
    },
  } satisfies Partial<Handlers>
}

/** The provider as the form wants it. A draft without a connection leaves that as it is. */
const withSettings = (
  { connection: before, ...provider }: Provider,
  { connection = before, ...settings }: Omit<ProviderDraft, 'secrets'>,
): Provider => ({ ...provider, ...settings, ...keptConnection(connection) })
