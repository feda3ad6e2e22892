import type { Inspection, Slot } from '../inspector/index.ts'
import type { CertificateSummary } from './connection.ts'
import type { ActivityItem, Outcome, Run } from './outcome.ts'
import type { Preferences, PreferencesChange } from './preferences.ts'
import type { Provider, ProviderDraft } from './provider.ts'
import type { Failure, Result } from './result.ts'
import type { SavedToken, SavedTokenContent, SavedTokens } from './saved-token.ts'
import type { BrokenTemplate, ProviderTemplate } from './template.ts'
import type { TokenSummary } from './token.ts'
import type { ExportDone, ExportRequest, ImportDone, ImportPreview } from './transfer.ts'
import type {
  Answer,
  DecryptRequest,
  ProviderKeySource,
  VerifyRequest,
} from './verification-request.ts'
import type { DamagedFile, SecretsState, VaultStatus } from './vault.ts'
import type { Decryption, Verdict, Verification } from './verification.ts'

/**
 * The contract between the processes: one table of all calls and one of all events. `Api`, the
 * input parsers and the handlers are mapped types of the tables, so that a new call does not
 * compile until main parses and handles it.
 */

/** Everything that the renderer knows about a provider. Holds no secret. */
export interface ProviderSummary {
  provider: Provider
  secrets: SecretsState
  tokens: TokenSummary[]
  /** Verdicts on its tokens, if the provider has a key source. */
  verified: Partial<Record<Slot, { verdict: Verdict; text: string }>>
  run: Run
  lastOutcome: Outcome | null
  /** Why tokens that arrived are in memory only, until "Save again" works. */
  unsaved: Failure | null
  /** A request of an earlier start whose response was lost. See [Note: in-doubt refresh]. */
  interrupted: { operation: string; sentAtMs: number } | null
}

export interface Snapshot {
  templates: ProviderTemplate[]
  /** In the order that the user chose. */
  providers: ProviderSummary[]
  damaged: DamagedFile[]
  brokenTemplates: BrokenTemplate[]
  vault: VaultStatus
  preferences: Preferences
  /** Versions and the runtime, for the "about" lines. */
  app: { version: string; runtime: string; platform: string; firstStart: boolean }
}

export type CopyFormat = 'token' | 'authorization-header' | 'curl' | 'environment' | 'claims-json'

interface ById {
  id: string
}

interface ByTicket {
  ticket: string
}

export interface ByToken {
  id: string
  slot: Slot
}

/** The types of a call or event, for the compiler alone: at run time the table's entry is empty. */
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
  /** `id` of the stored provider that is edited. Its secrets are used only on their own route. */
  testBaseUrl: call<
    Pick<ProviderDraft, 'baseUrl' | 'template' | 'connection'> & {
      id?: string
      /** Of the connection alone. */
      secrets?: Record<string, string>
    },
    { status: number; durationMs: number }
  >(),
  /** The certificates in a PEM text. Nothing else in it is read. */
  readCertificates: call<{ text: string }, CertificateSummary[]>(),
  runOperation: call<{ id: string; operation: string }, Outcome>(),
  /** `released`: it was sent already; a late response is still stored [Note: in-doubt refresh]. */
  cancelRun: call<ById, 'nothing-to-cancel' | 'cancelled' | 'released'>(),
  saveAgain: call<ById, null>(),
  dismissInterrupted: call<ById, null>(),
  inspectToken: call<ByToken, Inspection>(),
  revealToken: call<ByToken, string>(),
  copyToken: call<ByToken & { format: CopyFormat }, { clearsAfterSeconds: number }>(),
  /** For text that the renderer already has: the value of a claim, a pasted token. */
  copyText: call<{ text: string; secret: boolean }, { clearsAfterSeconds: number | null }>(),
  /** Copies a request of the activity as a curl command. */
  copyRequest: call<{ id: string; withSecrets: boolean }, { clearsAfterSeconds: number }>(),
  muteFinding: call<{ id: string; finding: string; muted: boolean }, null>(),
  /** Fetches only what its ticket stands for; asks for the others. */
  verifyToken: call<VerifyRequest, Answer<Verification>>(),
  decryptToken: call<DecryptRequest, Answer<Decryption>>(),
  savedTokens: call<null, SavedTokens>(),
  /** A text that is saved already keeps its name and is not saved twice. */
  saveToken: call<SavedTokenContent, SavedToken>(),
  openSavedToken: call<ById, SavedTokenContent>(),
  /** Writes the file again, and so also saves one that could not be written before. */
  renameSavedToken: call<{ id: string; name: string }, SavedToken>(),
  forgetSavedToken: call<ById, null>(),
  undoForgetSavedToken: call<ById, null>(),
  /** Asks in main where to, and before secrets leave the vault. */
  exportProviders: call<ExportRequest, ExportDone>(),
  /** Reads a dropped file, or one that the user chooses in a native dialog. Imports nothing yet. */
  openImport: call<{ name: string; text: string } | null, ImportPreview>(),
  /** Opens the sealed secrets of a preview, which gets another ticket. */
  unlockImport: call<ByTicket & { passphrase: string }, ImportPreview>(),
  /** `chosen`: positions in the preview. Asks in main about each new host. */
  importProviders: call<ByTicket & { chosen: number[] }, ImportDone>(),
  undoImport: call<ByTicket, null>(),
  /** Drops a preview that nobody looks at any more. */
  closeImport: call<ByTicket, null>(),
  setKeySource: call<{ id: string; keySource: ProviderKeySource | null }, ProviderSummary>(),
  activity: call<null, ActivityItem[]>(),
  clearActivity: call<null, null>(),
  setPreferences: call<PreferencesChange, Preferences>(),
  protectVault: call<
    | { protection: 'operating-system' | 'memory' }
    | { protection: 'passphrase'; passphrase: string },
    VaultStatus
  >(),
  lockVault: call<null, VaultStatus>(),
  unlockVault: call<{ passphrase?: string }, VaultStatus>(),
  /**
   * For a key that cannot be opened any more: sets it aside. Every secret must be entered again.
   */
  startVaultAfresh: call<null, VaultStatus>(),
  /** Makes a new vault key and seals every record with it. */
  replaceVaultKey: call<null, VaultStatus>(),
  /** Quits and starts again: Electron asks the keyring once per process. */
  restart: call<null, null>(),
  openDocumentation: call<{ template: string }, null>(),
  /** Opens a cited document in the browser. Main makes its address from the citation. */
  openReference: call<{ reference: string }, null>(),
}

/** Sent by main, only when something has changed. */
const events = {
  providerChanged: event<ProviderSummary>(),
  providerRemoved: event<{ id: string }>(),
  vaultChanged: event<VaultStatus>(),
  preferencesChanged: event<Preferences>(),
  activityAdded: event<ActivityItem>(),
  /** A saved token was added, removed or renamed. The window asks for the list again. */
  savedTokensChanged: event<null>(),
  /** A menu entry was chosen. */
  navigate: event<{
    to: 'add-provider' | 'paste' | 'export' | 'import' | 'activity' | 'settings'
  }>(),
  /** Everything may have changed. The window asks for a snapshot. */
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

/** The preload exposes it as `window.api`. */
export type Api = {
  readonly [Name in CallName]: (input: Input<Name>) => Promise<Result<Output<Name>>>
} & {
  readonly on: <Name extends EventName>(
    name: Name,
    listener: (event: Events[Name]) => void,
  ) => () => void
}
