import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LaunchedApp, test as base } from '../fixture.ts'
import type { LaunchOptions } from '../../stand-in/launch/running-app.ts'
import { runtimeToUse } from '../../stand-in/browsers/runtime.ts'
import { type Account, type DemoServices, gocardless, startDemoServices } from './demo-services.ts'
import { keyringAt, machineHasKeyring } from './keyring.ts'
import { type Opened, ReusedApp } from './reused-app.ts'
import { TouchstoneWindow } from './touchstone-window.ts'

interface Fixtures {
  /** Starts Touchstone and waits for its list. */
  open: (options?: LaunchOptions) => Promise<Opened>
  /**
   * Touchstone as after a first start, perhaps without its hint, in an app that other tests have used:
   * for a test that changes nothing inside main, leaves the vault as it is, and ends with the app
   * running. It may restart the app.
   */
  reuse: (options?: Pick<LaunchOptions, 'env'>) => Promise<Opened>
  /** Demo services of this spec only. */
  services: DemoServices
  /**
   * Environment variables for an app with a keyring. On Electron that is the system's; where there is
   * none, the test is skipped.
   */
  keyring: Record<string, string>
  /** As `keyring`, for an app without one. Skipped on a real Electron whose system has one. */
  noKeyring: Record<string, string>
}

interface WorkerFixtures {
  /** The app for each environment. */
  reusedApps: (env: Record<string, string>) => ReusedApp
  /** A keyring of this worker only. */
  workerKeyring: Record<string, string>
  /** Whether an app without `keyring` has one all the same. */
  hasKeyringAnyway: boolean
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  open: async ({ launch }, use) => {
    await use(async (options) => opened(await launch(options)))
  },

  reusedApps: [
    async ({}, use) => {
      const apps = new Map<string, ReusedApp>()
      await use((env) => {
        const key = JSON.stringify(env)
        const app = apps.get(key) ?? new ReusedApp(env)
        apps.set(key, app)
        return app
      })
      await Promise.all([...apps.values()].map((app) => app.end()))
    },
    { scope: 'worker' },
  ],

  workerKeyring: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'touchstone-keyring-'))
      await use(keyringAt(join(folder, 'keyring')))
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],

  hasKeyringAnyway: [async ({}, use) => use(await machineHasKeyring()), { scope: 'worker' }],

  keyring: async ({ hasKeyringAnyway, workerKeyring }, use, testInfo) => {
    const isThere = runtimeToUse() === 'chromium' || hasKeyringAnyway
    testInfo.skip(!isThere, 'needs a keyring, and this system has none')
    await use(workerKeyring)
  },

  noKeyring: async ({ hasKeyringAnyway }, use, testInfo) => {
    testInfo.skip(hasKeyringAnyway, 'is about having no keyring, and this system has one')
    await use({})
  },

  reuse: async ({ reusedApps }, use, testInfo) => {
    const taken = new Set<ReusedApp>()
    await use(({ env = {} } = {}) => {
      const app = reusedApps(env)
      taken.add(app)
      return app.take()
    })
    if (testInfo.status !== testInfo.expectedStatus) {
      const body = [...taken].map((app) => app.output()).join('\n--- another app ---\n')
      await testInfo.attach('main', { body, contentType: 'text/plain' })
    }
  },

  services: async ({}, use) => {
    const services = await startDemoServices()
    await use(services)
    await services.close()
  },
})

export async function opened(app: LaunchedApp): Promise<Opened> {
  await app.page.getByRole('navigation', { name: 'Providers' }).waitFor()
  return { app, window: new TouchstoneWindow(app.page) }
}

interface ProviderOptions {
  name?: string
  environment?: string
  meets?: Account
  /** Values of secret fields, in place of those of a demo account. */
  secrets?: Record<string, string>
  baseUrl?: string
}

/** Adds a provider for one of the spec's own services and shows it. */
export async function addProvider(
  window: TouchstoneWindow,
  services: DemoServices,
  template: string,
  { name = 'Alpha', environment = 'test', meets, secrets, baseUrl }: ProviderOptions = {},
): Promise<string> {
  const values = services.fieldsOf(template, meets)
  const secretNames = await window.secretFieldsOf(template)
  const isSecret = ([field]: [string, string]) => secretNames.includes(field)
  const entries = Object.entries(values)
  const id = await window.add({
    name,
    environment,
    baseUrl: baseUrl ?? services.baseUrlOf(template),
    template,
    fields: Object.fromEntries(entries.filter((entry) => !isSecret(entry))),
    secrets: secrets ?? Object.fromEntries(entries.filter(isSecret)),
  })
  await window.select(name)
  return id
}

/** Adds a provider for the spec's own GoCardless and shows it. */
export const addGoCardless = (
  window: TouchstoneWindow,
  services: DemoServices,
  options: ProviderOptions = {},
): Promise<string> => addProvider(window, services, gocardless, options)

export { expect } from '@playwright/test'
export { gocardless, type DemoServices, type Opened }
