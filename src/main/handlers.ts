import { failed, ok } from '../shared/result.ts'
import type { PreferencesStore } from './adapters/preferences-store.ts'
import type { Handlers } from './ipc.ts'
import type { Activity } from './workspace/activity.ts'
import type { Calls } from './workspace/calls.ts'
import type { Templates } from './workspace/check-draft.ts'
import type { createEdits } from './workspace/edit-providers.ts'
import type { createSavedTokens } from './workspace/saved-tokens.ts'
import type { TestBaseUrl } from './workspace/test-base-url.ts'
import type { createTokenActions } from './workspace/token-actions.ts'
import type { Verifications } from './workspace/verifications.ts'
import type { createVaultActions } from './workspace/vault-actions.ts'
import type { Snapshots } from './workspace/snapshot.ts'

export interface Parts {
  snapshots: Snapshots
  edits: ReturnType<typeof createEdits>
  calls: Calls
  tokens: ReturnType<typeof createTokenActions>
  savedTokens: ReturnType<typeof createSavedTokens>
  vault: ReturnType<typeof createVaultActions>
  verifications: Verifications
  activity: Activity
  preferences: Pick<PreferencesStore, 'setOrder'> & { change: Handlers['setPreferences'] }
  templates: Templates
  testBaseUrl: TestBaseUrl
  copyText: (text: string) => Promise<{ clearsAfterSeconds: number }>
  openExternal: (url: string) => Promise<void>
}

/** Call name to action: the table of contents of the app. */
export function createHandlers(parts: Parts): Handlers {
  const { snapshots, edits, calls, tokens, savedTokens, vault } = parts
  const { verifications, activity, preferences } = parts
  return {
    snapshot: () => snapshots.take(),

    addProvider: (draft) => edits.add(draft),
    updateProvider: ({ id, draft }) => edits.update(id, draft),
    duplicateProvider: ({ id }) => edits.duplicate(id),
    removeProvider: ({ id }) => {
      calls.forget(id)
      return edits.remove(id)
    },
    undoRemoveProvider: ({ id }) => edits.undoRemove(id),
    orderProviders: ({ ids }) => {
      preferences.setOrder(ids)
      return ok(null)
    },
    testBaseUrl: (input) => parts.testBaseUrl(input),

    runOperation: ({ id, operation }) => calls.run(id, operation),
    cancelRun: ({ id }) => ok(calls.cancel(id)),
    saveAgain: ({ id }) => calls.saveAgain(id),
    dismissInterrupted: ({ id }) => calls.dismissInterrupted(id),

    inspectToken: (of) => tokens.inspect(of),
    revealToken: (of) => tokens.reveal(of),
    copyToken: (of) => tokens.copy(of),
    copyText: async ({ text }) => ok(await parts.copyText(text)),
    muteFinding: ({ id, finding, muted }) => edits.muteFinding(id, finding, muted),

    verifyToken: (request) => verifications.verify(request),
    decryptToken: (request) => verifications.decrypt(request),
    setKeySource: async ({ id, keySource }) => {
      const set = await edits.setKeySource(id, keySource)
      if (set.ok) verifications.tokensArrived(id)
      return set
    },

    savedTokens: () => savedTokens.list(),
    saveToken: (content) => savedTokens.save(content),
    openSavedToken: ({ id }) => savedTokens.open(id),
    renameSavedToken: ({ id, name }) => savedTokens.rename(id, name),
    forgetSavedToken: ({ id }) => savedTokens.forget(id),
    undoForgetSavedToken: ({ id }) => savedTokens.undoForget(id),

    activity: () => ok(activity.all()),
    clearActivity: () => {
      activity.clear()
      return ok(null)
    },

    setPreferences: preferences.change,
    protectVault: (choice) => vault.protect(choice),
    lockVault: () => vault.lock(),
    unlockVault: ({ passphrase }) => vault.unlock(passphrase),
    startVaultAfresh: () => vault.startAfresh(),
    replaceVaultKey: () => vault.replaceKey(),

    openDocumentation: async ({ template }) => {
      const url = parts.templates.get(template)?.documentationUrl
      if (url === undefined) return failed(noDocumentation)
      await parts.openExternal(url)
      return ok(null)
    },
  }
}

const noDocumentation = {
  kind: 'not-found' as const,
  title: 'This service has no documentation link.',
  nextStep: 'Look for it on the website of the service.',
}
