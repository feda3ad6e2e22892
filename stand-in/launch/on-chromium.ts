import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { chromium } from '@playwright/test'
import { findInstalledChromium } from '../browsers/find-chromium.ts'
import { switchesOfRoot } from '../root.ts'
import { collectOutput, type LaunchOptions, type RunningApp } from './running-app.ts'
import type { Answer, Request } from '../control.ts'

/** Starting and ending take about a second, and many on a busy machine: after this, the app hangs. */
const timeoutMs = 60_000

const starter = join(import.meta.dirname, '../run.ts')

/** The forked main process of an app, before Playwright connects to its window. */
export interface StartedMain {
  child: ChildProcess
  exited: Promise<number | null>
  output: () => string
  /** The address of the window. Rejects if main ends before it is ready. */
  ready: Promise<Answer & { type: 'ready' }>
  /** Resolves when the window shows a document. Rejects if main ends before. */
  loaded: Promise<undefined>
  ask: (
    request: { type: 'traffic' } | { type: 'evaluate'; source: string; argument: unknown },
  ) => Promise<unknown>
}

/**
 * Forks the stand-in with a temporary folder of its own, which is removed however it ends.
 */
export async function startMain(
  options: LaunchOptions & { app: string; userData: string },
): Promise<StartedMain> {
  // A short path: it will hold a socket, whose path is limited to about 100 characters.
  const parent = process.platform === 'win32' ? tmpdir() : '/tmp'
  const temporary = await mkdtemp(join(parent, 'touchstone-'))
  const child = fork(
    starter,
    [
      options.app,
      `--user-data-dir=${options.userData}`,
      ...switchesOfRoot,
      ...(options.args ?? []),
    ],
    {
      env: {
        TOUCHSTONE_CHROMIUM: findInstalledChromium() ?? '',
        TOUCHSTONE_HEADLESS: process.env['TOUCHSTONE_HEADED'] === '1' ? '0' : '1',
        TOUCHSTONE_RECORD_TRAFFIC: '1',
        NODE_COMPILE_CACHE: join(import.meta.dirname, '../../node_modules/.cache/stand-in'),
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
  const exited = ending(child).then(async (code) => {
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 })
    return code
  })

  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let lastId = 0
  const ready = Promise.withResolvers<Answer & { type: 'ready' }>()
  const loaded = Promise.withResolvers<undefined>()
  child.on('message', (answer: Answer) => {
    if (answer.type === 'ready') ready.resolve(answer)
    else if (answer.type === 'loaded') loaded.resolve(undefined)
    else {
      const asked = waiting.get(answer.id)
      waiting.delete(answer.id)
      if (answer.type === 'failure') asked?.reject(new Error(`In main: ${answer.stack}`))
      else asked?.resolve(answer.value)
    }
  })
  child.once('exit', (code) => {
    const message = `Main ended with ${String(code)} before it showed a window:\n${output()}`
    ready.reject(new Error(message))
    loaded.reject(new Error(message))
    for (const asked of waiting.values()) {
      asked.reject(new Error(`Main ended while it was asked something:\n${output()}`))
    }
  })
  // A second instance has no window, so nothing may be awaiting these.
  ready.promise.catch(() => undefined)
  loaded.promise.catch(() => undefined)

  return {
    child,
    exited,
    output,
    ready: ready.promise,
    loaded: loaded.promise,
    ask(request) {
      const id = ++lastId
      const asked = Promise.withResolvers<unknown>()
      waiting.set(id, asked)
      child.send({ ...request, id } satisfies Request, (error) => {
        if (error) asked.reject(error)
      })
      return asked.promise
    },
  }
}

/** Resolves with the exit code after all output of the process has arrived. */
async function ending(child: ChildProcess): Promise<number | null> {
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null)
  const written = Promise.all(streams.map((stream) => once(stream, 'close')))
  const [code] = (await once(child, 'exit')) as [number | null]
  await written
  return code
}

/** Starts the app on the stand-in. */
export async function launchOnChromium(
  options: LaunchOptions & { app: string; userData: string },
): Promise<RunningApp> {
  const main = await startMain(options)
  try {
    return await connect(main, options.userData)
  } catch (error) {
    main.child.kill('SIGKILL')
    await main.exited
    throw error
  }
}

async function connect(main: StartedMain, userData: string): Promise<RunningApp> {
  const { endpoint, browserPid } = await inTime(
    main.ready,
    () => `Main started no Chromium:\n${main.output()}`,
  )
  const browser = await chromium.connect(endpoint)
  await inTime(main.loaded, () => `Main opened no window:\n${main.output()}`)
  const page = browser.contexts()[0]?.pages()[0]
  if (!page) throw new Error(`Chromium shows no page:\n${main.output()}`)
  const evaluate: RunningApp['evaluate'] = (run, argument) =>
    main.ask({ type: 'evaluate', source: String(run), argument }) as Promise<never>
  const end = async (how: () => void) => {
    if (main.child.connected) how()
    await inTime(main.exited, () => `Main does not end:\n${main.output()}`)
    await browser.close()
  }
  return {
    runtime: 'chromium',
    page,
    userData,
    exited: main.exited,
    evaluate,
    readClipboard: () => evaluate(({ clipboard }) => clipboard.readText()),
    output: main.output,
    traffic: () => main.ask({ type: 'traffic' }) as Promise<never>,
    close: () => end(() => main.child.send({ type: 'quit' } satisfies Request)),
    abandon: () => end(() => main.child.send({ type: 'exit' } satisfies Request)),
    kill: () =>
      end(() => {
        main.child.kill('SIGKILL')
        // Chromium would end by itself, but would write its profile again first.
        process.kill(browserPid, 'SIGKILL')
      }),
  }
}

async function inTime<Value>(promise: Promise<Value>, say: () => string): Promise<Value> {
  const timer = new AbortController()
  const tooLate = setTimeout(timeoutMs, undefined, { signal: timer.signal }).then(() => {
    throw new Error(say())
  })
  // Aborting the timer rejects this promise, which is then no longer awaited.
  tooLate.catch(() => undefined)
  try {
    return await Promise.race([promise, tooLate])
  } finally {
    timer.abort()
  }
}
