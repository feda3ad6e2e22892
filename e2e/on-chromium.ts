import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findInstalledChromium } from '../scripts/runtime/find-chromium.ts'
import { collectOutput, type LaunchOptions, type RunningApp } from './running-app.ts'
import type { Answer, Request } from './stand-in/control.ts'

const starter = join(import.meta.dirname, 'stand-in/run.ts')

/** The app's main process, forked, before anyone asks for its window. */
export interface StartedMain {
  child: ChildProcess
  exited: Promise<number | null>
  output: () => string
  /** Where to connect for the window; rejects when main ends before it is ready. */
  endpoint: Promise<string>
  /** When the window shows a document; rejects when main ends without. */
  loaded: Promise<undefined>
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
        NODE_COMPILE_CACHE: join(import.meta.dirname, '../node_modules/.cache/stand-in'),
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
  const ready = Promise.withResolvers<string>()
  const loaded = Promise.withResolvers<undefined>()
  child.on('message', (answer: Answer) => {
    if (answer.type === 'ready') ready.resolve(answer.endpoint)
    else if (answer.type === 'loaded') loaded.resolve(undefined)
    else waiting.get(answer.id)?.(answer)
  })
  child.once('exit', (code) => {
    const message = `Main ended with ${String(code)} before it showed a window:\n${output()}`
    ready.reject(new Error(message))
    loaded.reject(new Error(message))
  })
  // Whoever wants the window sees the rejection; a second instance has none, and nobody asks.
  ready.promise.catch(() => undefined)
  loaded.promise.catch(() => undefined)

  return {
    child,
    exited,
    output,
    endpoint: ready.promise,
    loaded: loaded.promise,
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
  await main.loaded
  const page = browser.contexts()[0]?.pages()[0]
  if (!page) throw new Error(`Chromium shows no page:\n${main.output()}`)
  const evaluate: RunningApp['evaluate'] = (run, argument) =>
    main.ask({ type: 'evaluate', source: String(run), argument }) as Promise<never>
  const end = async (how: () => void) => {
    how()
    await main.exited
    await browser.close()
  }
  return {
    runtime: 'chromium',
    page,
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
