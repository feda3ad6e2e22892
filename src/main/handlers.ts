import { z } from 'zod'
import { preferencesChange } from '../shared/preferences.ts'
import { providerDraft, providerKeySource } from '../shared/provider.ts'
import { failed, ok } from '../shared/result.ts'
import { savedTokenContent, savedTokenName, tokenText } from '../shared/saved-token.ts'
import { slot } from '../shared/template.ts'
import type { PreferencesStore } from './kept-preferences.ts'
import type { Handlers, Inputs } from './ipc.ts'
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

const nothing = z.null()
const byId = z.strictObject({ id: z.uuid() })
const byToken = z.strictObject({ id: z.uuid(), slot })

const passphrase = z.string().min(1).max(1000)

const tokenReference = z.union([byToken, z.strictObject({ text: tokenText })])
const keySource = z.union([
  providerKeySource,
  z.strictObject({
    from: z.literal('secret'),
    text: z.string().max(100_000),
    encoding: z.enum(['text', 'base64', 'base64url', 'hex']),
  }),
  z.strictObject({
    from: z.literal('token'),
    parameter: z.enum(['jku', 'x5u', 'iss', 'jwk', 'x5c']),
  }),
  z.strictObject({ from: z.literal('provider'), id: z.uuid() }),
])
const agreed = z.array(z.string().max(2000)).max(20).exactOptional()
const expected = z.strictObject({
  issuer: z.string().max(2000).exactOptional(),
  audience: z.string().max(2000).exactOptional(),
  type: z.string().max(200).exactOptional(),
})

/** The input that each call accepts. */
export const inputs: Inputs = {
  snapshot: nothing,
  addProvider: providerDraft,
  updateProvider: z.strictObject({ id: z.uuid(), draft: providerDraft }),
  duplicateProvider: byId,
  removeProvider: byId,
  undoRemoveProvider: byId,
  orderProviders: z.strictObject({ ids: z.array(z.uuid()).max(100_000) }),
  testBaseUrl: z.strictObject({ baseUrl: z.string().max(2000), template: z.string() }),
  runOperation: z.strictObject({ id: z.uuid(), operation: z.string().max(100) }),
  cancelRun: byId,
  saveAgain: byId,
  dismissInterrupted: byId,
  inspectToken: byToken,
  revealToken: byToken,
  copyToken: byToken.extend({
    format: z.enum(['token', 'authorization-header', 'curl', 'environment', 'claims-json']),
  }),
  copyText: z.strictObject({ text: tokenText.min(1) }),
  muteFinding: byId.extend({ finding: z.string().max(100), muted: z.boolean() }),
  verifyToken: z.strictObject({
    of: tokenReference,
    keySource,
    decryptWith: keySource.exactOptional(),
    expected: expected.exactOptional(),
    detachedPayload: tokenText.exactOptional(),
    agreed,
  }),
  decryptToken: z.strictObject({ of: tokenReference, keySource, agreed }),
  savedTokens: nothing,
  saveToken: savedTokenContent,
  openSavedToken: byId,
  renameSavedToken: byId.extend({ name: savedTokenName }),
  forgetSavedToken: byId,
  undoForgetSavedToken: byId,
  setKeySource: byId.extend({ keySource: providerKeySource.nullable() }),
  activity: nothing,
  clearActivity: nothing,
  setPreferences: preferencesChange,
  protectVault: z.union([
    z.strictObject({ protection: z.enum(['operating-system', 'memory']) }),
    z.strictObject({ protection: z.literal('passphrase'), passphrase }),
  ]),
  lockVault: nothing,
  unlockVault: z.strictObject({ passphrase: passphrase.exactOptional() }),
  startVaultAfresh: nothing,
  replaceVaultKey: nothing,
  restart: nothing,
  openDocumentation: z.strictObject({ template: z.string().max(100) }),
}

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
  restart: () => void
}

/** The function behind each call. */
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
    orderProviders: ({ ids }) => preferences.setOrder(ids),
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

    restart: () => {
      parts.restart()
      return ok(null)
    },
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
