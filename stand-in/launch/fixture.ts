import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { runtimeToUse } from '../browsers/runtime.ts'
import { launchOnChromium } from './on-chromium.ts'
import { launchOnElectron } from './on-electron.ts'
import type { LaunchOptions, RunningApp } from './running-app.ts'

export interface LaunchedApp extends RunningApp {
  /** Quits if the app still runs, and starts it again on the same user data. */
  restart(): Promise<LaunchedApp>
}

export type Launch = (options?: LaunchOptions) => Promise<LaunchedApp>

/**
 * `test` with a function `launch` that starts an app any number of times. Afterwards, running apps
 * are ended and folders that `launch` made are removed. A failed spec gets main's output attached.
 *
 * @param defaultApp the app that `launch` starts if a spec names none
 */
export const testOf = (defaultApp: string) =>
  base.extend<{ launch: Launch }>({
    launch: async ({}, use, testInfo) => {
      const started: RunningApp[] = []
      const folders: string[] = []

      const launch: Launch = async (options = {}) => {
        const { app = defaultApp, userData = await newFolder() } = options
        const complete = { ...options, app, userData }
        const run =
          runtimeToUse() === 'electron'
            ? await launchOnElectron(complete)
            : await launchOnChromium(complete)
        let hasEnded = false
        void run.exited.then(() => (hasEnded = true))
        started.push(run)
        return {
          ...run,
          async restart() {
            if (!hasEnded) await run.close()
            return launch(complete)
          },
        }
      }
      async function newFolder(): Promise<string> {
        const folder = await realpath(await mkdtemp(join(tmpdir(), 'touchstone-data-')))
        folders.push(folder)
        return folder
      }

      await use(launch)

      if (testInfo.status !== testInfo.expectedStatus) {
        const output = started.map((run) => run.output()).join('\n--- next start ---\n')
        await testInfo.attach('main', { body: output, contentType: 'text/plain' })
      }
      await Promise.all(started.map((run) => run.abandon()))
      await Promise.all(
        folders.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 10 })),
      )
    },
  })

export { expect } from '@playwright/test'

/** The main file of an app in `fixtures/`. */
export const fixtureApp = (name: 'plain' | 'early' | 'waiting' | 'single'): string =>
  join(import.meta.dirname, '../fixtures', name, 'main.js')

/** `test` for the specs of the stand-in. */
export const test = testOf(fixtureApp('plain'))
