import { z } from 'zod'
import { preferencesChange } from '../shared/preferences.ts'
import { providerDraft } from '../shared/provider.ts'
import { slot } from '../shared/template.ts'
import type { Inputs } from './ipc.ts'

const nothing = z.null()
const byId = z.strictObject({ id: z.uuid() })
const byToken = z.strictObject({ id: z.uuid(), slot })

const passphrase = z.string().min(1).max(1000)

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
  copyText: z.strictObject({ text: z.string().min(1).max(5_000_000) }),
  muteFinding: byId.extend({ finding: z.string().max(100), muted: z.boolean() }),
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
  openDocumentation: z.strictObject({ template: z.string().max(100) }),
}
