import { isDeepStrictEqual } from 'node:util'
import type { ProviderSummary, Snapshot } from '../../src/shared/ipc.ts'
import { demoBaseUrl } from '../../src/shared/provider.ts'
import type { Result } from '../../src/shared/result.ts'
import type { TouchstoneWindow } from './touchstone-window.ts'

/**
 * All that the window can see of what main stores, without what may differ: the ids of providers, and
 * whether this start was the first.
 */
export interface Stored {
  snapshot: Omit<Snapshot, 'providers'>
  providers: ProviderSummary[]
  others: Result<unknown>[]
}

export async function storedIn({ page }: TouchstoneWindow): Promise<Stored> {
  const [read, ...others] = await page.evaluate(() =>
    Promise.all([
      window.api.snapshot(null),
      window.api.savedTokens(null),
      window.api.activity(null),
    ]),
  )
  if (!read.ok) throw new Error(JSON.stringify(read.failure))
  const { providers, app, ...rest } = read.value
  const snapshot = { ...rest, app: { ...app, firstStart: false } }
  return { snapshot, providers: providers.map(withoutId), others }
}

const withoutId = ({ provider, ...summary }: ProviderSummary): ProviderSummary => ({
  ...summary,
  provider: { ...provider, id: '', createdAtMs: 0 },
})

/**
 * Ends every run and removes what was added: providers, saved tokens, preferences, activity. A demo
 * provider that was used is replaced by its duplicate, which has its secrets, but no token and no outcome.
 */
export async function tidyUp({ page }: TouchstoneWindow, before: Stored): Promise<void> {
  const providers = await page.evaluate(async (preferences) => {
    const { api } = window
    // Also brings the demo providers back.
    await api.setPreferences(preferences)
    const saved = await api.savedTokens(null)
    const snapshot = await api.snapshot(null)
    if (!saved.ok || !snapshot.ok) throw new Error('The window cannot be read')
    for (const { id } of saved.value.tokens) await api.forgetSavedToken({ id })
    for (const { provider } of snapshot.value.providers) await api.cancelRun({ id: provider.id })
    return snapshot.value.providers
  }, before.snapshot.preferences)

  const demos = before.providers.flatMap((old) => {
    const { name, environment, baseUrl, template, fields } = old.provider
    const now = providers.find(({ provider }) => {
      return provider.baseUrl === demoBaseUrl && provider.template === template
    })
    if (!now) return []
    const draft = { name, environment, baseUrl, template, fields, secrets: {} }
    return [{ id: now.provider.id, draft, wasUsed: !isDeepStrictEqual(withoutId(now), old) }]
  })
  const kept = demos.map(({ id }) => id)
  const added = providers.map(({ provider }) => provider.id).filter((id) => !kept.includes(id))
  await page.evaluate(
    async ({ added, demos }) => {
      const { api } = window
      for (const id of added) await api.removeProvider({ id })
      const ids: string[] = []
      for (const { id, draft, wasUsed } of demos) {
        const copy = wasUsed ? await api.duplicateProvider({ id }) : null
        if (copy?.ok) {
          await api.updateProvider({ id: copy.value.provider.id, draft })
          await api.removeProvider({ id })
        }
        ids.push(copy?.ok ? copy.value.provider.id : id)
      }
      await api.orderProviders({ ids })
      await api.clearActivity(null)
    },
    { added, demos },
  )
}
