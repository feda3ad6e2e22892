import { z } from 'zod'
import { longest } from '../shared/lengths.ts'
import { preferencesChange } from '../shared/preferences.ts'
import { providerDraft, providerKeySource } from '../shared/provider.ts'
import { savedTokenContent, savedTokenName, tokenText } from '../shared/saved-token.ts'
import { slot } from '../shared/template.ts'
import { exportMaxBytes, mostExported } from '../shared/transfer.ts'
import type { Inputs } from './ipc.ts'

const nothing = z.null()
const byId = z.strictObject({ id: z.uuid() })
const byTicket = z.strictObject({ ticket: z.uuid() })
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
const ticket = z.uuid().exactOptional()
const expected = z.strictObject({
  issuer: z.string().max(longest.address).exactOptional(),
  audience: z.string().max(longest.address).exactOptional(),
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
  testBaseUrl: providerDraft.pick({ template: true, connection: true }).extend({
    baseUrl: z.string().max(longest.address),
    id: z.uuid().exactOptional(),
    secrets: providerDraft.shape.secrets.exactOptional(),
  }),
  readCertificates: z.strictObject({ text: z.string().max(longest.value) }),
  runOperation: z.strictObject({ id: z.uuid(), operation: z.string().max(100) }),
  cancelRun: byId,
  saveAgain: byId,
  dismissInterrupted: byId,
  inspectToken: byToken,
  revealToken: byToken,
  copyToken: byToken.extend({
    format: z.enum(['token', 'authorization-header', 'curl', 'environment', 'claims-json']),
  }),
  copyText: z.strictObject({ text: tokenText.min(1), secret: z.boolean() }),
  copyRequest: byId.extend({ withSecrets: z.boolean() }),
  muteFinding: byId.extend({ finding: z.string().max(100), muted: z.boolean() }),
  verifyToken: z.strictObject({
    of: tokenReference,
    keySource,
    decryptWith: keySource.exactOptional(),
    expected: expected.exactOptional(),
    detachedPayload: tokenText.exactOptional(),
    ticket,
  }),
  decryptToken: z.strictObject({ of: tokenReference, keySource, ticket }),
  savedTokens: nothing,
  saveToken: savedTokenContent,
  openSavedToken: byId,
  renameSavedToken: byId.extend({ name: savedTokenName }),
  forgetSavedToken: byId,
  undoForgetSavedToken: byId,
  exportProviders: z.strictObject({
    ids: z.array(z.uuid()).min(1).max(mostExported),
    passphrase: passphrase.exactOptional(),
  }),
  openImport: z
    .strictObject({ name: z.string().max(1000), text: z.string().max(exportMaxBytes) })
    .nullable(),
  unlockImport: byTicket.extend({ passphrase }),
  importProviders: byTicket.extend({
    chosen: z.array(z.int().nonnegative()).min(1).max(mostExported),
  }),
  undoImport: byTicket,
  closeImport: byTicket,
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
  openReference: z.strictObject({ reference: z.string().max(100) }),
}
