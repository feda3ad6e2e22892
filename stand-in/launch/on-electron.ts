import { realpathSync } from 'node:fs'
import { _electron, type ElectronApplication } from '@playwright/test'
import { findElectron } from '../browsers/find-electron.ts'
import { collectOutput, type LaunchOptions, type RunningApp } from './running-app.ts'

/** Starts the app on Electron itself. */
export async function launchOnElectron(
  options: LaunchOptions & { app: string; userData: string },
): Promise<RunningApp> {
  const isRoot = process.getuid?.() === 0
  const executablePath = findElectron()
  const electron = await _electron.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      options.app,
      `--user-data-dir=${options.userData}`,
      ...(isRoot ? ['--test-type'] : []),
      ...(options.args ?? []),
    ],
    env: environment(options.env),
    chromiumSandbox: !isRoot,
    colorScheme: null,
  })
  try {
    return await connect(electron, options.userData)
  } catch (error) {
    await electron.close()
    throw error
  }
}

async function connect(electron: ElectronApplication, userData: string): Promise<RunningApp> {
  const process_ = electron.process()
  const output = collectOutput([process_.stdout, process_.stderr])
  const exited = new Promise<number | null>((resolve) => process_.once('exit', resolve))
  const evaluate: RunningApp['evaluate'] = (run, argument) =>
    electron.evaluate<never, unknown>(run as never, argument)

  const used = await evaluate(({ app }) => app.getPath('userData'))
  if (realpathSync.native(used) !== realpathSync.native(userData)) {
    throw new Error(`Electron uses ${used} instead of ${userData}`)
  }
  const page = await electron.firstWindow()
  await page.waitForLoadState('domcontentloaded')

  const end = async () => {
    process_.kill('SIGKILL')
    await exited
  }
  return {
    runtime: 'electron',
    page,
    userData,
    exited,
    evaluate,
    readClipboard: () => evaluate(({ clipboard }) => clipboard.readText()),
    output,
    traffic: () => Promise.resolve(null),
    async close() {
      await electron.close()
      await exited
    },
    abandon: end,
    kill: end,
  }
}

function environment(added: Record<string, string> = {}): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return { ...Object.fromEntries(inherited), ...added }
}
