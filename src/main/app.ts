import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { referenceUrl } from '../inspector/index.ts'
import type { Snapshot } from '../shared/ipc.ts'
import { demoBaseUrl } from '../shared/provider.ts'
import { type Failure, failed, ok, type Result } from '../shared/result.ts'
import { createConfirm } from './consent.ts'
import type { Handlers } from './ipc.ts'
import { summarizeCertificates } from './http/certificates.ts'
import { createHttpClient } from './http/client.ts'
import { createTransfers } from './transfer/transfers.ts'
import { loadTemplates } from './provider/templates.ts'
import { warmUp } from './vault/warm-up.ts'
import { loadVault } from './vault/vault.ts'
import { createActivity } from './workspace/activity.ts'
import { createCalls } from './workspace/calls.ts'
import { createCopyRequest } from './workspace/copy-request.ts'
import { createDemoWorkspace } from './workspace/demo-workspace.ts'
import { createEdits } from './workspace/edit-providers.ts'
import { createEntries } from './workspace/entries.ts'
import { createFirstStart } from './workspace/first-start.ts'
import { createRequestLog } from './workspace/request-log.ts'
import { createSavedTokens } from './workspace/saved-tokens.ts'
import { createSummaries } from './workspace/summaries.ts'
import { createTestBaseUrl } from './workspace/test-base-url.ts'
import { createTokenActions } from './workspace/token-actions.ts'
import { createTokenUses } from './workspace/token-uses.ts'
import { createVerifications } from './workspace/verifications.ts'
import { createVaultActions } from './workspace/vault-actions.ts'
import type { World } from './world.ts'

export interface App {
  handlers: Handlers
  /** What is stored in clear, every provider locked. Null at the first start. */
  peek: () => Promise<Result<Snapshot> | null>
  /**
   * For when the system locks its screen or sleeps, or nobody has used it for a while. Secrets that
   * are in memory only are hidden, not dropped; by idleness alone only if the user wants it.
   */
  lock: (why: 'screen' | 'idle') => Promise<void>
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
  const { broken: brokenTemplates } = loaded.value
  const templates = new Map(loaded.value.templates.map((template) => [template.id, template]))

  const report = ({ title, detail }: { title: string; detail?: string }) =>
    log(detail === undefined ? title : `${title}: ${detail}`)
  // A failure is only logged: whatever opens a record later fails and reports it.
  warmUp().catch((error: unknown) => log(`the warm-up failed: ${String(error)}`))
  const vault = await loadVault({ folder: userDataFolder, cipher: world.cipher, now, report })
  const activity = createActivity(publish)
  const logged = createRequestLog({ activity, newId: randomUUID, now })
  const client = createHttpClient({ proxyFor: world.proxyFor, logged })
  const demo = createDemoWorkspace(join(userDataFolder, 'demo'), log)
  const entries = createEntries(vault)
  const confirm = createConfirm(world.confirm, now)
  const parts = { vault, entries, templates, demo, client, confirm, publish, now, report }
  const verifications = createVerifications(parts)
  const calls = createCalls({
    ...parts,
    activity,
    newId: randomUUID,
    tokensArrived: (id) => verifications.tokensArrived(id),
  })
  const summaries = createSummaries({ ...parts, calls, verifications })
  const edits = createEdits({ ...parts, summaries })
  const removeProvider = async (id: string) => {
    const removed = await edits.removeProvider({ id })
    if (removed.ok) {
      calls.forget(id)
      verifications.forgetProvider(id)
    }
    return removed
  }
  const { chooseFile } = world
  const transfers = createTransfers({ ...parts, chooseFile, activity, remove: removeProvider })
  const onLock = () => {
    verifications.forget()
    transfers.forget()
  }
  const vaultActions = createVaultActions({ ...parts, onLock, log })
  const copyText = async (text: string) => {
    const { clipboardClearSeconds } = preferences.read()
    await world.clipboard.copy(text, clipboardClearSeconds)
    return { clearsAfterSeconds: clipboardClearSeconds }
  }
  const onReveal = () => world.onReveal(preferences.read().revealSeconds)
  const uses = createTokenUses({ activity, onReveal, newId: randomUUID, now })
  const tokens = createTokenActions({ ...parts, copy: copyText, uses })
  const savedTokens = createSavedTokens({ ...parts, uses })

  /** Only what the screen lock has locked opens again when it ends. */
  let isLockedByScreen = false
  const firstStart = createFirstStart({
    ...parts,
    preferences,
    addProvider: edits.addProvider,
    begin: () => vaultActions.begin(),
  })

  /** Everything that the window needs at its start. Holds no secret. */
  async function snapshot(loading: Promise<Result<null>>): Promise<Result<Snapshot>> {
    const loaded = await loading
    if (!loaded.ok) return loaded
    const chosen = preferences.read()
    return ok({
      templates: [...templates.values()],
      providers: summaries
        .all(preferences.order())
        .filter(({ provider }) => chosen.demo || provider.baseUrl !== demoBaseUrl),
      damaged: entries.damaged(),
      brokenTemplates,
      vault: vault.status(),
      preferences: chosen,
      app: { ...world.about, firstStart: firstStart.isFirst },
    })
  }

  return ok({
    peek: async () => (firstStart.isFirst ? null : snapshot(entries.peek())),
    handlers: {
      ...edits,
      ...vaultActions.handlers,
      ...transfers.handlers,
      snapshot: () => snapshot(firstStart.ready()),

      removeProvider: ({ id }) => removeProvider(id),
      async setKeySource({ id, keySource }) {
        const set = await edits.setKeySource({ id, keySource })
        if (!set.ok) return set
        verifications.forgetProvider(id)
        verifications.tokensArrived(id)
        return summaries.of(id)
      },
      orderProviders: ({ ids }) => preferences.setOrder(ids),
      testBaseUrl: createTestBaseUrl(parts),
      readCertificates: ({ text }) => summarizeCertificates(text),

      runOperation: ({ id, operation }) => calls.run(id, operation),
      cancelRun: ({ id }) => ok(calls.cancel(id)),
      saveAgain: ({ id }) => calls.saveAgain(id),
      dismissInterrupted: ({ id }) => calls.dismissInterrupted(id),

      inspectToken: (of) => tokens.inspect(of),
      revealToken: (of) => tokens.reveal(of),
      copyToken: (of) => tokens.copy(of),
      copyText: async ({ text, secret }) => {
        if (secret) return ok(await copyText(text))
        await world.clipboard.copyPlain(text)
        return ok({ clearsAfterSeconds: null })
      },
      copyRequest: createCopyRequest({ ...parts, activity, calls, copy: copyText, uses }),
      verifyToken: (request) => verifications.verify(request),
      decryptToken: (request) => verifications.decrypt(request),

      savedTokens: () => savedTokens.list(),
      saveToken: (content) => savedTokens.save(content),
      openSavedToken: ({ id }) => savedTokens.open(id),
      renameSavedToken: ({ id, name }) => savedTokens.rename(id, name),
      forgetSavedToken: ({ id }) => savedTokens.forget(id),
      undoForgetSavedToken: ({ id }) => savedTokens.undoForget(id),

      activity: () => ok(activity.all()),
      clearActivity() {
        activity.clear()
        return ok(null)
      },
      setPreferences(change) {
        const saved = preferences.change(change)
        const changed = preferences.read()
        world.onPreferences(changed)
        publish('preferencesChanged', changed)
        if (change.demo !== undefined) publish('snapshotChanged', null)
        return saved.ok ? ok(changed) : saved
      },
      restart() {
        world.restart()
        return ok(null)
      },
      async openDocumentation({ template }) {
        const url = templates.get(template)?.documentationUrl
        if (url === undefined) return failed(noDocumentation)
        await world.openExternal(url)
        return ok(null)
      },
      async openReference({ reference }) {
        const url = referenceUrl(reference)
        if (url === null) return failed(noReference)
        await world.openExternal(url)
        return ok(null)
      },
    },

    async lock(why) {
      const status = vault.status()
      if (status.state !== 'open') {
        vault.hide() // drops nothing, and ends an opening that is under way
        return
      }
      if (why === 'idle' && status.protection === 'memory' && !preferences.read().idleLockMemory) {
        return
      }
      isLockedByScreen = why === 'screen'
      if (status.protection === 'memory') await vaultActions.hide()
      else await vaultActions.handlers.lockVault()
    },

    async unlock() {
      const status = vault.status()
      if (!isLockedByScreen || status.state !== 'locked') return
      isLockedByScreen = false
      if (status.protection !== 'passphrase') await vaultActions.handlers.unlockVault({})
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

const noReference: Failure = {
  kind: 'not-found',
  title: 'Unknown reference',
  nextStep: 'Search for it on the web.',
}

const noDocumentation: Failure = {
  kind: 'not-found',
  title: 'This service has no documentation link.',
  nextStep: 'Search the website of the service.',
}
