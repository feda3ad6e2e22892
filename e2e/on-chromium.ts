import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { findInstalledChromium } from '../scripts/runtime/find-chromium.ts'
import { collectOutput, type LaunchOptions, type RunningApp } from './running-app.ts'
import type { Answer, Request } from './stand-in/control.ts'

const starter = join(import.meta.dirname, 'stand-in/run.ts')

/** The app's main process, forked, before anyone asks for its window. */
export interface StartedMain {
  child: ChildProcess
  exited: Promise<number | null>
  output: () => string
  /** Where to connect for the window; rejects when main ends without having opened one. */
  endpoint: Promise<string>
  ask: (
    request: { type: 'traffic' } | { type: 'evaluate'; source: string; argument: unknown },
  ) => Promise<unknown>
}

/** Forks the stand-in. Its temporary files have a folder of their own, removed when it has ended in any way. */
export async function startMain(
  options: LaunchOptions & { app: string; userData: string },
): Promise<StartedMain> {
  // The path of a socket will be in there, and may not be longer than about a hundred characters.
  const parent = process.platform === 'win32' ? tmpdir() : '/tmp'
  const temporary = await mkdtemp(join(parent, 'touchstone-'))
  const child = fork(
    starter,
    [options.app, `--user-data-dir=${options.userData}`, ...(options.args ?? [])],
    {
      env: {
        TOUCHSTONE_CHROMIUM: findInstalledChromium() ?? '',
        TOUCHSTONE_HEADLESS: process.env['TOUCHSTONE_HEADED'] === '1' ? '0' : '1',
        TOUCHSTONE_RECORD_TRAFFIC: '1',
        ...process.env,
        TMPDIR: temporary,
        TEMP: temporary,
        ...options.env,
      },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  const output = collectOutput([child.stdout, child.stderr])
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve)).then(
    async (code) => {
      await rm(temporary, { recursive: true, force: true, maxRetries: 5 })
      return code
    },
  )

  const waiting = new Map<number, (answer: Answer) => void>()
  let lastId = 0
  const endpoint = new Promise<string>((resolve, reject) => {
    child.on('message', (answer: Answer) => {
      if (answer.type === 'window') resolve(answer.endpoint)
      else waiting.get(answer.id)?.(answer)
    })
    child.once('exit', (code) => {
      reject(new Error(`Main ended with ${String(code)} before it was ready:\n${output()}`))
    })
  })
  // Whoever wants the window sees the rejection; a second instance has none, and nobody asks.
  endpoint.catch(() => undefined)

  return {
    child,
    exited,
    output,
    endpoint,
    async ask(request) {
      const id = ++lastId
      const answered = new Promise<Answer>((resolve, reject) => {
        waiting.set(id, resolve)
        child.once('exit', () => {
          reject(new Error(`Main ended while it was asked something:\n${output()}`))
        })
      })
      child.send({ ...request, id } satisfies Request)
      const answer = await answered
      waiting.delete(id)
      if (answer.type === 'failure') throw new Error(`In main: ${answer.stack}`)
      return answer.type === 'result' ? answer.value : undefined
    },
  }
}

/** Starts the app on the stand-in. */
export async function launchOnChromium(
  options: LaunchOptions & { app: string; userData: string },
): Promise<RunningApp> {
  const main = await startMain(options)
  const browser = await chromium.connect(await main.endpoint)
  const evaluate: RunningApp['evaluate'] = (run, argument) =>
    main.ask({ type: 'evaluate', source: String(run), argument }) as Promise<never>
  const end = async (how: () => void) => {
    how()
    await main.exited
    await browser.close()
  }
  return {
    runtime: 'chromium',
    page: await firstWindow(browser.contexts()[0]?.pages()[0], main),
    userData: options.userData,
    exited: main.exited,
    evaluate,
    readClipboard: () => evaluate(({ clipboard }) => clipboard.readText()),
    output: main.output,
    traffic: () => main.ask({ type: 'traffic' }) as Promise<never>,
    close: () => end(() => void evaluate(({ app }) => app.quit())),
    kill: () => end(() => main.child.kill('SIGKILL')),
  }
}

/** The page once the app has put something into it. */
async function firstWindow(page: Page | undefined, main: StartedMain): Promise<Page> {
  if (!page) throw new Error(`Chromium shows no page:\n${main.output()}`)
  const opened = page.waitForURL((url) => url.protocol !== 'data:', {
    waitUntil: 'domcontentloaded',
  })
  const ended = main.exited.then((code) => {
    throw new Error(`Main ended with ${String(code)} before it opened a window:\n${main.output()}`)
  })
  await Promise.race([opened, ended])
  ended.catch(() => undefined)
  return page
}
