import {
  type Api,
  type CallName,
  callNames,
  type EventName,
  type Events,
  type Input,
  type Output,
  type Snapshot,
} from '../shared/ipc.ts'
import { defaultPreferences } from '../shared/preferences.ts'
import { ok, type Result } from '../shared/result.ts'
import {
  sampleClaims,
  sampleFindings,
  sampleHeader,
  signedJwt,
  signedText,
} from './inspections.fixture.ts'
import { sampleSavedToken, sampleSummary, templates } from './samples.fixture.ts'

type Answers = {
  [Name in CallName]?: (input: Input<Name>) => Result<Output<Name>> | Promise<Result<Output<Name>>>
}

export interface FakeApi extends Api {
  /** The calls so far, in order. */
  calls: { name: CallName; input: unknown }[]
  emit: <Name extends EventName>(name: Name, event: Events[Name]) => void
}

/**
 * Replaces `window.api` of the preload script. Answers from a snapshot and records the calls. Calls
 * without an answer return null.
 */
export function fakeApi(change: Partial<Snapshot> = {}, overrides: Answers = {}): FakeApi {
  const snapshot: Snapshot = {
    templates,
    providers: [],
    damaged: [],
    brokenTemplates: [],
    vault: { state: 'open', protection: 'operating-system', detail: 'GNOME Keyring' },
    preferences: defaultPreferences,
    app: { version: '0.1.0', runtime: 'Chromium', platform: 'linux', firstStart: false },
    ...change,
  }
  const find = (id: string) =>
    snapshot.providers.find(({ provider }) => provider.id === id) ?? sampleSummary('Unknown')
  const copied = () => ok({ clearsAfterSeconds: 30 })
  const answers: Answers = {
    snapshot: () => ok(snapshot),
    addProvider: ({ name, environment, baseUrl, template, fields }) =>
      ok(sampleSummary(name, { provider: { environment, baseUrl, template, fields } })),
    updateProvider: ({ id, draft: { name, environment, baseUrl, template, fields } }) => {
      const summary = find(id)
      const changed = { name, environment, baseUrl, template, fields }
      return ok({ ...summary, provider: { ...summary.provider, ...changed } })
    },
    duplicateProvider: ({ id }) => ok(sampleSummary(`${find(id).provider.name} copy`)),
    undoRemoveProvider: ({ id }) => ok(find(id)),
    readCertificates: () => ok([]),
    testBaseUrl: () => ok({ status: 404, durationMs: 87 }),
    runOperation: () => new Promise(() => {}),
    cancelRun: () => ok('cancelled'),
    inspectToken: () => ok(signedJwt(sampleHeader, sampleClaims(), sampleFindings)),
    revealToken: () => ok(signedText(sampleHeader, sampleClaims())),
    copyToken: copied,
    copyText: copied,
    copyRequest: copied,
    verifyToken: () => ok({ state: 'ask', fetches: [], ticket: '' }),
    decryptToken: () => ok({ state: 'ask', fetches: [], ticket: '' }),
    setKeySource: ({ id, keySource }) => {
      const summary = find(id)
      return ok({ ...summary, provider: { ...summary.provider, keySource } })
    },
    savedTokens: () => ok({ tokens: [], damaged: [] }),
    saveToken: ({ name }) => ok(sampleSavedToken(name)),
    openSavedToken: () =>
      ok({
        name: 'saved',
        text: signedText(sampleHeader, sampleClaims()),
        foundIn: 'bare',
        slot: null,
      }),
    renameSavedToken: ({ id, name }) => ok(sampleSavedToken(name, { id })),
    activity: () => ok([]),
    setPreferences: (chosen) => ok(Object.assign({}, snapshot.preferences, chosen)),
    protectVault: ({ protection }) => ok({ state: 'open', protection, detail: '' }),
    lockVault: () => ok({ state: 'locked', protection: snapshot.vault.protection, detail: '' }),
    unlockVault: () => ok({ state: 'open', protection: snapshot.vault.protection, detail: '' }),
    startVaultAfresh: () => ok({ state: 'open', protection: 'memory', detail: '' }),
    replaceVaultKey: () => ok(snapshot.vault),
    ...overrides,
  }

  const calls: FakeApi['calls'] = []
  const listeners = new Map<EventName, Set<(event: never) => void>>()
  const callable = Object.fromEntries(
    callNames.map((name) => [
      name,
      async (input: never) => {
        calls.push({ name, input })
        return answers[name]?.(input) ?? ok(null)
      },
    ]),
  ) as unknown as Omit<Api, 'on'>

  return {
    ...callable,
    calls,
    on(name, listener) {
      const known = listeners.get(name) ?? new Set()
      listeners.set(name, known.add(listener))
      return () => void known.delete(listener)
    },
    emit(name, event) {
      for (const listener of listeners.get(name) ?? []) listener(event as never)
    },
  }
}
