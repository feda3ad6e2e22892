import { demoBaseUrl } from '../../shared/provider.ts'
import type { Failure, Result } from '../../shared/result.ts'
import type { PreferencesStore } from '../kept-preferences.ts'
import type { Handlers } from '../ipc.ts'
import type { Templates } from './check-draft.ts'
import type { DemoWorkspace } from './demo-workspace.ts'
import type { Entries } from './entries.ts'

interface FirstStartOptions {
  demo: Pick<DemoWorkspace, 'drafts'>
  templates: Templates
  entries: Pick<Entries, 'all'>
  addProvider: Handlers['addProvider']
  preferences: Pick<PreferencesStore, 'demoAdded' | 'setDemoAdded'>
  /** Opens the vault and lists what is stored. */
  begin: () => Promise<Result<null>>
  report: (failure: Failure) => void
}

/** Reads what is stored, and adds the demo providers at the first start. */
export function createFirstStart(options: FirstStartOptions) {
  const { demo, templates, entries, preferences, report } = options
  const isFirst = !preferences.demoAdded()
  let begun: Promise<Result<null>> | null = null

  async function begin(): Promise<Result<null>> {
    const listed = await options.begin()
    if (listed.ok && isFirst) await addDemoProviders()
    return listed
  }

  /** Where it fails, such as while the vault is locked, the next start tries again. */
  async function addDemoProviders(): Promise<void> {
    const drafts = await demo.drafts(templates)
    if (!drafts.ok) {
      report(drafts.failure)
      return
    }
    const present = entries.all().filter(({ provider }) => provider.baseUrl === demoBaseUrl)
    for (const draft of drafts.value) {
      if (present.some(({ provider }) => provider.template === draft.template)) continue
      const added = await options.addProvider(draft)
      if (!added.ok) {
        report(added.failure)
        return
      }
    }
    preferences.setDemoAdded()
  }

  return {
    isFirst,
    /** Reads what is stored, once. After a failure the next caller tries again. */
    async ready(): Promise<Result<null>> {
      begun ??= begin()
      const result = await begun
      if (!result.ok) begun = null
      return result
    },
  }
}
