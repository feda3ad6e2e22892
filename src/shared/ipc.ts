import type { Inspection, Slot } from '../inspector/index.ts'
import type { ActivityEntry, Outcome, Run } from './outcome.ts'
import type { Preferences, PreferencesChange } from './preferences.ts'
import type { Provider, ProviderDraft } from './provider.ts'
import type { Failure, Result } from './result.ts'
import type { SavedToken, SavedTokenContent, SavedTokens } from './saved-token.ts'
import type { ProviderTemplate } from './template.ts'
import type { TokenSummary } from './token.ts'
import type {
  Answer,
  DecryptRequest,
  ProviderKeySource,
  VerifyRequest,
} from './verification-request.ts'
import type { Decryption, Verdict, Verification } from './verification.ts'

/**
 * The whole contract between the processes. `Api`, the input parsers and the handlers are mapped
 * types of `Calls`: a new call does not compile until it has all three.
 */

/** How the vault key is kept: what protects the secrets now. */
export type Protection = 'operating-system' | 'passphrase' | 'memory'

export type VaultStatus =
  | { state: 'open'; protection: Protection; detail: string }
  | { state: 'locked'; protection: Protection; detail: string }
  /** The key exists but cannot be opened now: a keyring that is not there, a damaged file. */
  | { state: 'unavailable'; protection: Protection; failure: Failure }

/** Whether a provider's secrets can be used. `enter-again`: its record is kept but does not open. */
export type SecretsState =
  | { state: 'ready'; present: string[] }
  | { state: 'locked' }
  | { state: 'enter-again'; failure: Failure }

/** All that the renderer knows of a provider. Holds no secret. */
export interface ProviderSummary {
  provider: Provider
  secrets: SecretsState
  tokens: TokenSummary[]
  /** What the provider's own keys say of its tokens, where it names a key source. */
  verified: Partial<Record<Slot, { verdict: Verdict; text: string }>>
  run: Run
  lastOutcome: Outcome | null
  /** Tokens that arrived but could not be written: in memory only until "Save again" works. */
  unsaved: Failure | null
  /** A rotating request that was sent and whose answer never came, found at this start. */
  interrupted: { operation: string; sentAtMs: number } | null
}

/** A file that cannot be read. It is left as it is. */
export interface DamagedFile {
  /** Can be removed by it, and brought back, as any other of its kind. */
  id: string
  file: string
  failure: Failure
}

export interface Snapshot {
  templates: ProviderTemplate[]
  /** In the user's order. */
  providers: ProviderSummary[]
  damaged: DamagedFile[]
  vault: VaultStatus
  preferences: Preferences
  /** Versions and the runtime, for the "about" lines. */
  app: { version: string; runtime: string; platform: string; firstStart: boolean }
}

export type CopyFormat = 'token' | 'authorization-header' | 'curl' | 'environment' | 'claims-json'

interface Call<Input, Output> {
  input: Input
  output: Output
}

interface ById {
  id: string
}

interface ByToken {
  id: string
  slot: Slot
}

interface Calls {
  snapshot: Call<null, Snapshot>
  addProvider: Call<ProviderDraft, ProviderSummary>
  updateProvider: Call<{ id: string; draft: ProviderDraft }, ProviderSummary>
  duplicateProvider: Call<ById, ProviderSummary>
  removeProvider: Call<ById, null>
  undoRemoveProvider: Call<ById, ProviderSummary>
  orderProviders: Call<{ ids: string[] }, null>
  testBaseUrl: Call<{ baseUrl: string; template: string }, { status: number; durationMs: number }>
  runOperation: Call<{ id: string; operation: string }, Outcome>
  /** `released`: the request was already sent, the window is free, a late answer is still stored. */
  cancelRun: Call<ById, 'nothing-to-cancel' | 'cancelled' | 'released'>
  saveAgain: Call<ById, null>
  dismissInterrupted: Call<ById, null>
  inspectToken: Call<ByToken, Inspection>
  revealToken: Call<ByToken, string>
  copyToken: Call<ByToken & { format: CopyFormat }, { clearsAfterSeconds: number }>
  /** For text that the renderer shows anyway: one claim's value, a pasted token. */
  copyText: Call<{ text: string }, { clearsAfterSeconds: number }>
  muteFinding: Call<{ id: string; finding: string; muted: boolean }, null>
  /** Nothing is fetched that was not agreed to, address by address. */
  verifyToken: Call<VerifyRequest, Answer<Verification>>
  decryptToken: Call<DecryptRequest, Answer<Decryption>>
  savedTokens: Call<null, SavedTokens>
  /** Text that is saved already is not saved twice: the one there is keeps its name. */
  saveToken: Call<SavedTokenContent, SavedToken>
  openSavedToken: Call<ById, SavedTokenContent>
  /** Stores it again: also for one that could not be written. */
  renameSavedToken: Call<{ id: string; name: string }, SavedToken>
  forgetSavedToken: Call<ById, null>
  undoForgetSavedToken: Call<ById, null>
  setKeySource: Call<{ id: string; keySource: ProviderKeySource | null }, ProviderSummary>
  activity: Call<null, ActivityEntry[]>
  clearActivity: Call<null, null>
  setPreferences: Call<PreferencesChange, Preferences>
  protectVault: Call<
    | { protection: 'operating-system' | 'memory' }
    | { protection: 'passphrase'; passphrase: string },
    VaultStatus
  >
  lockVault: Call<null, VaultStatus>
  unlockVault: Call<{ passphrase?: string }, VaultStatus>
  /** For a key that cannot be opened any more: it is set aside, every secret is entered anew. */
  startVaultAfresh: Call<null, VaultStatus>
  /** A new vault key; every provider's record is sealed with it. */
  replaceVaultKey: Call<null, VaultStatus>
  openDocumentation: Call<{ template: string }, null>
}

export type CallName = keyof Calls
export type Input<Name extends CallName> = Calls[Name]['input']
export type Output<Name extends CallName> = Calls[Name]['output']

/** What main tells unasked. Sent on change only. */
export interface Events {
  providerChanged: ProviderSummary
  providerRemoved: { id: string }
  vaultChanged: VaultStatus
  preferencesChanged: Preferences
  activityAdded: ActivityEntry
  /** One came, went or has another name: ask for the list. */
  savedTokensChanged: null
  /** A menu entry or a system event asks the window to show something. */
  navigate: { to: 'add-provider' | 'paste' | 'activity' | 'settings' }
  /** Everything changed at once: ask for a snapshot. */
  snapshotChanged: null
}

export type EventName = keyof Events

/** What the preload exposes as `window.api`. */
export type Api = {
  readonly [Name in CallName]: (input: Input<Name>) => Promise<Result<Output<Name>>>
} & {
  readonly on: <Name extends EventName>(
    name: Name,
    listener: (event: Events[Name]) => void,
  ) => () => void
}

const everyCall: Record<CallName, true> = {
  snapshot: true,
  addProvider: true,
  updateProvider: true,
  duplicateProvider: true,
  removeProvider: true,
  undoRemoveProvider: true,
  orderProviders: true,
  testBaseUrl: true,
  runOperation: true,
  cancelRun: true,
  saveAgain: true,
  dismissInterrupted: true,
  inspectToken: true,
  revealToken: true,
  copyToken: true,
  copyText: true,
  muteFinding: true,
  verifyToken: true,
  decryptToken: true,
  savedTokens: true,
  saveToken: true,
  openSavedToken: true,
  renameSavedToken: true,
  forgetSavedToken: true,
  undoForgetSavedToken: true,
  setKeySource: true,
  activity: true,
  clearActivity: true,
  setPreferences: true,
  protectVault: true,
  lockVault: true,
  unlockVault: true,
  startVaultAfresh: true,
  replaceVaultKey: true,
  openDocumentation: true,
}

const everyEvent: Record<EventName, true> = {
  providerChanged: true,
  providerRemoved: true,
  vaultChanged: true,
  preferencesChanged: true,
  activityAdded: true,
  savedTokensChanged: true,
  navigate: true,
  snapshotChanged: true,
}

export const callNames = Object.keys(everyCall) as CallName[]
export const eventNames = Object.keys(everyEvent) as EventName[]
