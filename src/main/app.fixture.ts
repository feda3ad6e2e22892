import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach } from 'vitest'
import type { ProviderSummary, Snapshot } from '../shared/ipc.ts'
import type { Outcome } from '../shared/outcome.ts'
import { defaultPreferences, type Preferences } from '../shared/preferences.ts'
import { ok } from '../shared/result.ts'
import type { Question } from './consent.ts'
import type { PreferencesStore } from './kept-preferences.ts'
import { type App, createApp } from './app.ts'
import { valueOf } from './provider/provider.fixture.ts'

const templatesFolder = fileURLToPath(new URL('../../resources/templates', import.meta.url))

/** The main process of one test. */
export interface TestApp {
  readonly app: App
  /** Its user data. */
  readonly folder: string
  /** Everything it has told the window. */
  readonly events: readonly { name: string; event: unknown }[]
  /** Everything it has put on the clipboard as a secret. */
  readonly copied: readonly string[]
  /** Everything else on the clipboard. */
  readonly copiedPlain: readonly string[]
  /** Addresses that were opened in the browser. */
  readonly opened: readonly string[]
  /** The native questions that it has asked. */
  readonly asked: readonly Question[]
  /** The buttons that the user clicks from now on, by label. Any other question ends the test. */
  answer: (...labels: string[]) => void
  /** Runs while the next question is open. */
  whileAsking: (run: () => Promise<unknown>) => void
  /** Lines of the log that do not end the test. */
  allowLog: (pattern: RegExp) => void
  /** The file that the user chooses from now on. At first none. */
  chooseFile: (path: string | null) => void
  start: () => Promise<void>
  stop: () => Promise<void>
  restart: () => Promise<void>
  /** As after a crash before the first write, or where somebody deleted the file. */
  losePreferences: () => void
  /** Replaces the system's clock, in epoch milliseconds. */
  setClock: (read: () => number) => void
  snapshot: () => Promise<Snapshot>
  /** The demo provider of a template. */
  demoProvider: (template: string) => Promise<ProviderSummary>
  run: (id: string, operation: string) => Promise<Outcome>
}

/**
 * For each test, the main process without Electron: real files, real demo services, a keyring in
 * memory.
 */
export function appForEachTest(): TestApp {
  let folder = ''
  let app: App | null = null
  let events: { name: string; event: unknown }[] = []
  let copied: string[] = []
  let copiedPlain: string[] = []
  let opened: string[] = []
  let asked: Question[] = []
  let answers: string[] = []
  let meanwhile: () => Promise<unknown> = () => Promise.resolve()
  let allowed: RegExp | null = null
  let chosenFile: string | null = null
  let clock: () => number = Date.now
  let preferences = storeInMemory()

  async function start(): Promise<void> {
    const created = await createApp({
      userDataFolder: folder,
      templatesFolder,
      cipher: keyring,
      clipboard: {
        copy: (text) => Promise.resolve(void copied.push(text)),
        copyPlain: (text) => Promise.resolve(void copiedPlain.push(text)),
        clearOurs: () => Promise.resolve(),
      },
      preferences,
      publish: (name, event) => void events.push({ name, event }),
      proxyFor: () => Promise.resolve('DIRECT'),
      confirm: async (question) => {
        asked.push(question)
        await meanwhile()
        const button = answers.map((label) => question.buttons.indexOf(label))
        const found = button.find((index) => index >= 0)
        if (found === undefined) throw new Error(`Nobody answers: ${question.message}`)
        return found
      },
      chooseFile: {
        toSave: () => Promise.resolve(chosenFile),
        toOpen: () => Promise.resolve(chosenFile),
      },
      openExternal: (url) => Promise.resolve(void opened.push(url)),
      restart: () => undefined,
      onReveal: () => undefined,
      onPreferences: () => undefined,
      about: { version: '0', runtime: 'test', platform: 'test' },
      now: () => clock(),
      log: (line) => {
        if (!allowed?.test(line)) throw new Error(line)
      },
    })
    app = valueOf(created)
  }
  const running = (): App => {
    if (!app) throw new Error('The app is not started')
    return app
  }
  const stop = () => running().close()
  const snapshot = async () => valueOf(await running().handlers.snapshot(null))

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'touchstone-app-'))
    events = []
    copied = []
    copiedPlain = []
    opened = []
    asked = []
    answers = []
    meanwhile = () => Promise.resolve()
    allowed = null
    chosenFile = null
    clock = Date.now
    preferences = storeInMemory()
    await start()
    await snapshot() // the window asks for one first, too: everything has been read then
  })
  afterEach(async () => {
    await stop()
    await rm(folder, { recursive: true })
  })

  return {
    get app() {
      return running()
    },
    get folder() {
      return folder
    },
    get events() {
      return events
    },
    get opened() {
      return opened
    },
    get copied() {
      return copied
    },
    get copiedPlain() {
      return copiedPlain
    },
    get asked() {
      return asked
    },
    answer: (...labels) => {
      answers = labels
    },
    whileAsking: (run) => {
      meanwhile = run
    },
    allowLog: (pattern) => {
      allowed = pattern
    },
    chooseFile: (path) => {
      chosenFile = path
    },
    start,
    stop,
    async restart() {
      await stop()
      await start()
    },
    losePreferences: () => {
      preferences = storeInMemory()
    },
    setClock: (read) => {
      clock = read
    },
    snapshot,
    async demoProvider(template) {
      const { providers } = await snapshot()
      const found = providers.find(({ provider }) => provider.template === template)
      if (!found) throw new Error(`No provider of ${template}`)
      return found
    },
    run: async (id, operation) => valueOf(await running().handlers.runOperation({ id, operation })),
  }
}

function storeInMemory(): PreferencesStore {
  let preferences: Preferences = defaultPreferences
  let order: string[] = []
  let demoAdded = false
  return {
    read: () => preferences,
    change: (change) => {
      preferences = { ...preferences, ...change } as Preferences
      return ok(null)
    },
    order: () => order,
    setOrder: (ids) => {
      order = ids
      return ok(null)
    },
    windowState: () => null,
    setWindowState: () => undefined,
    demoAdded: () => demoAdded,
    setDemoAdded: () => {
      demoAdded = true
    },
  }
}

const reversed = (text: string) => text.split('').reverse().join('')

const keyring = {
  available: () => Promise.resolve(true),
  encrypt: (text: string) => Promise.resolve(Buffer.from(`v11${reversed(text)}`)),
  decrypt: (sealed: Buffer) =>
    Promise.resolve({ text: reversed(sealed.toString().slice(3)), shouldReEncrypt: false }),
}
