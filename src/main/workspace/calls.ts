import type { ActivityEntry, Outcome } from '../../shared/outcome.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import type { OpenProvider, TokenOwner } from '../provider/call-and-store.ts'
import type { TokenSet } from '../../shared/token.ts'
import type { HttpClient } from '../http/client.ts'
import { type Cancelled, createRuns, unexpected } from '../provider/runs.ts'
import { sendBy } from '../http/send-by.ts'
import { lockedFailure } from '../vault/vault-failure.ts'
import type { Vault } from '../vault/vault.ts'
import type { Activity } from './activity.ts'
import type { Templates } from './check-draft.ts'
import type { DemoWorkspace } from './demo-workspace.ts'
import type { Entries } from './entries.ts'

export type Calls = ReturnType<typeof createCalls>

interface CallsOptions {
  vault: Vault
  entries: Entries
  templates: Templates
  demo: Pick<DemoWorkspace, 'resolveBaseUrl'>
  client: HttpClient
  activity: Pick<Activity, 'add'>
  report: (failure: Failure) => void
  now: () => number
  newId: () => string
  /** Called after new tokens were stored. */
  tokensArrived: (id: string) => void
}

/** The token calls of all providers: reads what they need, and stores what they bring. */
export function createCalls(options: CallsOptions) {
  const { vault, entries, templates, demo, client } = options

  /** Reads the provider again after a write, so that the window shows what is really stored. */
  async function written(id: string, result: Result<null>): Promise<Result<null>> {
    await entries.reload(id)
    return result
  }

  const runs = createRuns({
    store: {
      open,
      saveTokens,
      markSent: async (id, sent) => written(id, await vault.markSent(id, sent)),
      clearSent: async (id) => written(id, await vault.clearSent(id)),
    },
    send: (request, sending, { provider: { connection }, secrets }) =>
      sendBy(client, { connection, secrets }, request, sending),
    now: options.now,
    newId: options.newId,
    changed: (id) => entries.changed(id),
    record: (entry) => setImmediate(() => record(entry)),
    report: options.report,
  })

  async function saveTokens(
    { provider, secrets }: TokenOwner,
    tokens: TokenSet,
  ): Promise<Result<null>> {
    const saved = await vault.saveTokens(provider, tokens)
    if (saved.ok) entries.put(saved.value)
    // Written again from memory only where nothing newer can be in the file.
    const isLost = !saved.ok && lostFile.test(saved.failure.code ?? saved.failure.kind)
    const kept = isLost
      ? await vault.holdTokens(provider, { secrets, tokens }, saved.failure)
      : saved
    if (!saved.ok) await entries.reload(provider.id)
    options.tokensArrived(provider.id)
    return kept.ok ? ok(null) : kept
  }

  /** Runs after the call has ended, so that the window does not wait for it. */
  function record(entry: () => ActivityEntry | null): void {
    try {
      const made = entry()
      if (made) options.activity.add(made)
    } catch (error) {
      // A bug in the record must not end the call.
      options.report({ ...unexpected(error), title: 'A request is missing from the activity' })
    }
  }

  async function open(id: string): Promise<Result<OpenProvider>> {
    const found = entries.find(id)
    if (!found.ok) return found
    const { provider, contents } = found.value
    if (contents.state === 'locked') return failed(lockedFailure(vault.status()))
    if (contents.state === 'enter-again') return failed(contents.failure)
    const template = templates.get(provider.template)
    if (!template) return failed(noTemplate(provider.template))
    const baseUrl = await demo.resolveBaseUrl(provider.baseUrl, provider.template)
    if (!baseUrl.ok) return baseUrl
    const { secrets, tokens } = contents.record
    const values = { baseUrl: baseUrl.value, fields: provider.fields, secrets, tokens }
    return ok({ provider, template, values })
  }

  return {
    open,

    async run(id: string, operationId: string): Promise<Result<Outcome>> {
      const found = entries.find(id)
      if (!found.ok) return found
      const template = templates.get(found.value.provider.template)
      const operation = template?.operations.find((each) => each.id === operationId)
      if (!operation) return failed(noTemplate(found.value.provider.template))
      return ok(await runs.run(id, operation))
    },

    cancel: (id: string): Cancelled => runs.cancel(id),
    progress: (id: string) => runs.status(id),
    forget: (id: string): void => runs.forget(id),

    async saveAgain(id: string): Promise<Result<null>> {
      const pending = await runs.saveAgain(id)
      return pending.ok ? written(id, await vault.saveAgain(id)) : pending
    },

    async dismissInterrupted(id: string): Promise<Result<null>> {
      return written(id, await vault.clearSent(id))
    },

    /** At quit. Calls that were sent already are covered by [Note: in-doubt refresh]. */
    stopAll(): void {
      for (const { provider } of entries.all()) runs.forget(provider.id)
    },
  }
}

/** Codes and kinds of a provider whose file is gone, or cannot be used as it is. */
const lostFile = /^(not-found|file-damaged|record-.*)$/

const noTemplate = (template: string): Failure => ({
  kind: 'not-found',
  title: 'This provider cannot be used',
  detail: `The template "${template}" is not part of this version, or has no such operation.`,
  nextStep: 'Update Touchstone, or add the provider again from another template.',
})
