import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Snapshot } from '../shared/ipc.ts'
import type { Protection } from '../shared/vault.ts'
import type { Preferences } from '../shared/preferences.ts'
import { demoBaseUrl } from '../shared/provider.ts'
import { ok, type Result } from '../shared/result.ts'
import type { SecretClipboard } from './adapters/clipboard.ts'
import type { PreferencesStore } from './kept-preferences.ts'
import { createHandlers } from './handlers.ts'
import type { Handlers, Publish } from './ipc.ts'
import { createHttpClient } from './http/client.ts'
import { loadTemplates } from './provider/templates.ts'
import type { SystemCipher } from './vault/system-wrap.ts'
import { warmUp } from './vault/warm-up.ts'
import { loadVault } from './vault/vault.ts'
import { createActivity } from './workspace/activity.ts'
import { createCalls } from './workspace/calls.ts'
import { createDemoWorkspace } from './workspace/demo-workspace.ts'
import { createEdits } from './workspace/edit-providers.ts'
import { createEntries } from './workspace/entries.ts'
import { createSavedTokens } from './workspace/saved-tokens.ts'
import { createSnapshots } from './workspace/snapshot.ts'
import { createSummaries } from './workspace/summaries.ts'
import { createTestBaseUrl } from './workspace/test-base-url.ts'
import { createTokenActions } from './workspace/token-actions.ts'
import { createVerifications } from './workspace/verifications.ts'
import { createVaultActions } from './workspace/vault-actions.ts'

/** What the app needs from Electron, as plain functions, so that tests run without it. */
export interface World {
  userDataFolder: string
  templatesFolder: string
  cipher: SystemCipher
  clipboard: SecretClipboard
  preferences: PreferencesStore
  publish: Publish
  /** See `HttpClientOptions.proxyFor`. */
  proxyFor: (url: string) => Promise<string>
  openExternal: (url: string) => Promise<void>
  restart: () => void
  /** Called when a token is shown; it is hidden again after this long. */
  onReveal: (seconds: number) => void
  onPreferences: (preferences: Preferences) => void
  about: Omit<Snapshot['app'], 'firstStart'>
  now: () => number
  /** One line, without secrets. */
  log: (line: string) => void
}

export interface App {
  handlers: Handlers
  /** What can be shown before the vault is open, see `Snapshots.peek`. Null at the first start. */
  peek: () => Promise<Result<Snapshot> | null>
  /** For when the system locks its screen or sleeps. */
  lock: () => Promise<void>
  /** For when the system is back: opens the vault again if it needs no passphrase. */
  unlock: () => Promise<void>
  close: () => Promise<void>
}

/** The end of the year 9999, epoch milliseconds (RFC 3339 has no later one). */
const latestMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/** Connects the parts. Does not ask the keyring and decrypts nothing stored. */
export async function createApp(world: World): Promise<Result<App>> {
  const { userDataFolder, preferences, publish, log } = world
  /** Within the years that dates are stored and shown for, however wrong the system's clock is. */
  const now = () => Math.min(Math.max(Math.trunc(world.now()), 0), latestMs)
  const loaded = loadTemplates(world.templatesFolder)
  if (!loaded.ok) return loaded
  const templates = new Map(loaded.value.map((template) => [template.id, template]))

  const report = ({ title, detail }: { title: string; detail?: string }) =>
    log(detail === undefined ? title : `${title}: ${detail}`)
  // A failure is only logged: whatever opens a record later fails and reports it.
  warmUp().catch((error: unknown) => log(`the warm-up failed: ${String(error)}`))
  const vault = await loadVault({ folder: userDataFolder, cipher: world.cipher, now, report })
  const client = createHttpClient({ proxyFor: world.proxyFor })
  const demo = createDemoWorkspace(join(userDataFolder, 'demo'), log)
  const activity = createActivity(publish)
  const entries = createEntries(vault)
  const verifications = createVerifications({ entries, templates, demo, client, now, report })
  const calls = createCalls({
    vault,
    entries,
    templates,
    demo,
    client,
    activity,
    report,
    now,
    newId: randomUUID,
    tokensArrived: (id) => verifications.tokensArrived(id),
  })
  const summaries = createSummaries({ entries, calls, verifications, publish })
  const edits = createEdits({ vault, entries, summaries, templates, publish, now })
  const vaultActions = createVaultActions({
    vault,
    entries,
    demo,
    templates,
    publish,
    onLock: verifications.forget,
    log,
  })
  const copyText = async (text: string) => {
    const { clipboardClearSeconds } = preferences.read()
    await world.clipboard.copy(text, clipboardClearSeconds)
    return { clearsAfterSeconds: clipboardClearSeconds }
  }
  const onReveal = () => world.onReveal(preferences.read().revealSeconds)
  const tokens = createTokenActions({ entries, templates, demo, copy: copyText, onReveal, now })
  const savedTokens = createSavedTokens({ vault, publish, onReveal, now })

  const isFirstStart = !preferences.demoAdded()
  let begun: Promise<Result<null>> | null = null
  async function begin(): Promise<Result<null>> {
    const listed = await vaultActions.begin()
    if (!listed.ok) return listed
    return isFirstStart ? addDemoProviders() : ok(null)
  }
  /** Reads what is stored, once. After a failure the next caller tries again. */
  async function ready(): Promise<Result<null>> {
    begun ??= begin()
    const result = await begun
    if (!result.ok) begun = null
    return result
  }
  async function addDemoProviders(): Promise<Result<null>> {
    const drafts = await demo.drafts(templates)
    if (!drafts.ok) {
      report(drafts.failure)
      return ok(null) // the window opens without the demo, and the next start tries again
    }
    const present = entries.all().filter(({ provider }) => provider.baseUrl === demoBaseUrl)
    for (const draft of drafts.value) {
      if (present.some(({ provider }) => provider.template === draft.template)) continue
      const added = await edits.add(draft)
      if (!added.ok) return added
    }
    preferences.setDemoAdded()
    return ok(null)
  }

  const isOpenFor = (...kept: Protection[]) => {
    const status = vault.status()
    return status.state === 'open' && kept.includes(status.protection)
  }

  const snapshots = createSnapshots({
    entries,
    summaries,
    templates,
    vault,
    preferences,
    ready,
    app: { ...world.about, firstStart: isFirstStart },
  })

  return ok({
    peek: async () => (isFirstStart ? null : snapshots.peek()),
    handlers: createHandlers({
      snapshots,
      edits,
      calls,
      tokens,
      savedTokens,
      vault: vaultActions,
      verifications,
      activity,
      preferences: {
        setOrder: preferences.setOrder,
        change(change) {
          const saved = preferences.change(change)
          const changed = preferences.read()
          world.onPreferences(changed)
          publish('preferencesChanged', changed)
          if (change.demo !== undefined) publish('snapshotChanged', null)
          return saved.ok ? ok(changed) : saved
        },
      },
      templates,
      testBaseUrl: createTestBaseUrl(client, demo),
      copyText,
      openExternal: world.openExternal,
      restart: world.restart,
    }),

    async lock() {
      // Secrets that are in memory only would be lost, so they stay until the user locks them.
      if (isOpenFor('operating-system', 'passphrase')) await vaultActions.lock()
    },

    async unlock() {
      const status = vault.status()
      if (status.state === 'locked' && status.protection === 'operating-system') {
        await vaultActions.unlock()
      }
    },

    async close() {
      await world.clipboard.clearOurs()
      calls.stopAll()
      await Promise.all([client.close(), demo.close()])
      const closed = await vault.close()
      if (!closed.ok) report(closed.failure)
    },
  })
}
