import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { fixtureApp } from './fixture-app.ts'
import { launchOnChromium } from './on-chromium.ts'
import { launchOnElectron } from './on-electron.ts'
import type { LaunchOptions, RunningApp } from './running-app.ts'
import { runtimeToUse } from './runtime-to-use.ts'

export interface LaunchedApp extends RunningApp {
  /** Quits if it still runs, and starts again on the same user data. */
  restart(): Promise<LaunchedApp>
}

export type Launch = (options?: LaunchOptions) => Promise<LaunchedApp>

/**
 * `test` with `launch`, which starts an app as often as a spec wants. What a spec leaves running is
 * ended after it, folders that nobody named are removed, and a failed spec keeps what main wrote.
 *
 * @param builtApp what is started where a spec names no app
 */
export const testOf = (builtApp: string) =>
  base.extend<{ launch: Launch }>({
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
    launch: async ({}, use, testInfo) => {
      const started: RunningApp[] = []
      const folders: string[] = []

      const launch: Launch = async (options = {}) => {
        const { app = builtApp, userData = await newFolder() } = options
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
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
    },
  })

export { expect } from '@playwright/test'

/** `test` for the stand-in's own specs. */
export const test = testOf(fixtureApp('plain'))
