import { type LaunchedApp, test as base } from '../fixture.ts'
import type { LaunchOptions } from '../running-app.ts'
import { type Account, type DemoServices, gocardless, startDemoServices } from './demo-services.ts'
import { TouchstoneWindow } from './touchstone-window.ts'

export interface Opened {
  app: LaunchedApp
  window: TouchstoneWindow
}

interface Fixtures {
  /** Starts Touchstone and waits for its list. */
  open: (options?: LaunchOptions) => Promise<Opened>
  /** Token services of this spec alone. */
  services: DemoServices
}

export const test = base.extend<Fixtures>({
  open: async ({ launch }, use) => {
    await use(async (options) => opened(await launch(options)))
  },

  // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
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

/** Adds GoCardless at the spec's own services and shows it. */
export async function addGoCardless(
  window: TouchstoneWindow,
  services: DemoServices,
  {
    meets,
    name = 'Alpha',
    ...change
  }: { meets?: Account; name?: string; secrets?: Record<string, string>; baseUrl?: string } = {},
): Promise<string> {
  const id = await window.add({
    name,
    environment: 'test',
    baseUrl: services.baseUrlOf(gocardless),
    template: gocardless,
    fields: {},
    secrets: services.fieldsOf(gocardless, meets),
    ...change,
  })
  await window.select(name)
  return id
}

export { expect } from '@playwright/test'
export { gocardless, type DemoServices }
