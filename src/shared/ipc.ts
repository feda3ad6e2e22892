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
import type { DamagedFile, SecretsState, VaultStatus } from './vault.ts'
import type { Decryption, Verdict, Verification } from './verification.ts'

/**
 * The whole contract between the processes: every call and every event, in one table each. `Api`,
 * the input parsers and the handlers are mapped types of it: a new call does not compile until main
 * parses and handles it.
 */

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

interface ById {
  id: string
}

interface ByToken {
  id: string
  slot: Slot
}

/** Types for the compiler alone: at run time the entries of both tables are empty. */
interface Carries<Input, Output> {
  readonly input?: Input
  readonly output?: Output
}

const call = <Input, Output>(): Carries<Input, Output> => ({})
const event = <Output>(): Carries<never, Output> => ({})

type Carried<Table> = {
  [Name in keyof Table]: Table[Name] extends Carries<infer Input, infer Output>
    ? { input: Input; output: Output }
    : never
}

const calls = {
  snapshot: call<null, Snapshot>(),
  addProvider: call<ProviderDraft, ProviderSummary>(),
  updateProvider: call<{ id: string; draft: ProviderDraft }, ProviderSummary>(),
  duplicateProvider: call<ById, ProviderSummary>(),
  removeProvider: call<ById, null>(),
  undoRemoveProvider: call<ById, ProviderSummary>(),
  orderProviders: call<{ ids: string[] }, null>(),
  testBaseUrl: call<
    { baseUrl: string; template: string },
    { status: number; durationMs: number }
  >(),
  runOperation: call<{ id: string; operation: string }, Outcome>(),
  /** `released`: the request was already sent, the window is free, a late answer is still stored. */
  cancelRun: call<ById, 'nothing-to-cancel' | 'cancelled' | 'released'>(),
  saveAgain: call<ById, null>(),
  dismissInterrupted: call<ById, null>(),
  inspectToken: call<ByToken, Inspection>(),
  revealToken: call<ByToken, string>(),
  copyToken: call<ByToken & { format: CopyFormat }, { clearsAfterSeconds: number }>(),
  /** For text that the renderer shows anyway: one claim's value, a pasted token. */
  copyText: call<{ text: string }, { clearsAfterSeconds: number }>(),
  muteFinding: call<{ id: string; finding: string; muted: boolean }, null>(),
  /** Nothing is fetched that was not agreed to, address by address. */
  verifyToken: call<VerifyRequest, Answer<Verification>>(),
  decryptToken: call<DecryptRequest, Answer<Decryption>>(),
  savedTokens: call<null, SavedTokens>(),
  /** Text that is saved already is not saved twice: the one there is keeps its name. */
  saveToken: call<SavedTokenContent, SavedToken>(),
  openSavedToken: call<ById, SavedTokenContent>(),
  /** Stores it again: also for one that could not be written. */
  renameSavedToken: call<{ id: string; name: string }, SavedToken>(),
  forgetSavedToken: call<ById, null>(),
  undoForgetSavedToken: call<ById, null>(),
  setKeySource: call<{ id: string; keySource: ProviderKeySource | null }, ProviderSummary>(),
  activity: call<null, ActivityEntry[]>(),
  clearActivity: call<null, null>(),
  setPreferences: call<PreferencesChange, Preferences>(),
  protectVault: call<
    | { protection: 'operating-system' | 'memory' }
    | { protection: 'passphrase'; passphrase: string },
    VaultStatus
  >(),
  lockVault: call<null, VaultStatus>(),
  unlockVault: call<{ passphrase?: string }, VaultStatus>(),
  /** For a key that cannot be opened any more: it is set aside, every secret is entered anew. */
  startVaultAfresh: call<null, VaultStatus>(),
  /** A new vault key; every provider's record is sealed with it. */
  replaceVaultKey: call<null, VaultStatus>(),
  openDocumentation: call<{ template: string }, null>(),
}

/** What main tells unasked. Sent on change only. */
const events = {
  providerChanged: event<ProviderSummary>(),
  providerRemoved: event<{ id: string }>(),
  vaultChanged: event<VaultStatus>(),
  preferencesChanged: event<Preferences>(),
  activityAdded: event<ActivityEntry>(),
  /** One came, went or has another name: ask for the list. */
  savedTokensChanged: event<null>(),
  /** A menu entry or a system event asks the window to show something. */
  navigate: event<{ to: 'add-provider' | 'paste' | 'activity' | 'settings' }>(),
  /** Everything changed at once: ask for a snapshot. */
  snapshotChanged: event<null>(),
}

type Calls = Carried<typeof calls>
export type CallName = keyof Calls
export type Input<Name extends CallName> = Calls[Name]['input']
export type Output<Name extends CallName> = Calls[Name]['output']

export type EventName = keyof typeof events
export type Events = { [Name in EventName]: Carried<typeof events>[Name]['output'] }

export const callNames = Object.keys(calls) as CallName[]
export const eventNames = Object.keys(events) as EventName[]

/** What the preload exposes as `window.api`. */
export type Api = {
  readonly [Name in CallName]: (input: Input<Name>) => Promise<Result<Output<Name>>>
} & {
  readonly on: <Name extends EventName>(
    name: Name,
    listener: (event: Events[Name]) => void,
  ) => () => void
}
