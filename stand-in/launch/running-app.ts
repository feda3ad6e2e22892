import type * as Electron from 'electron'
import type { Page } from '@playwright/test'
import type { RuntimeKind } from '../browsers/runtime.ts'
import type { Crossing } from '../traffic.ts'

type ElectronModules = typeof Electron

export interface LaunchOptions {
  /** Folder with a package.json, or a main file. Default: the app of the fixture. */
  app?: string
  /** The user data folder. Default: a new, empty one. */
  userData?: string
  /** Added to the environment of this process. */
  env?: Record<string, string>
  args?: string[]
}

/** A started app. It behaves the same on Electron and on the stand-in, except for `traffic`. */
export interface RunningApp {
  readonly runtime: RuntimeKind
  readonly page: Page
  readonly userData: string
  /** Resolves with the exit code when main has ended; null after a signal. */
  readonly exited: Promise<number | null>
  /**
   * Runs a function in main, with Electron's modules as its first argument. It is sent as source
   * text: it cannot use variables of the spec, and argument and result must be serializable.
   */
  evaluate: <Value, Argument = undefined>(
    run: (electron: ElectronModules, argument: Argument) => Value | Promise<Value>,
    argument?: Argument,
  ) => Promise<Value>
  readClipboard: () => Promise<string>
  /** What main has written to standard output and standard error so far. */
  output: () => string
  /**
   * Every message between main and the page. Null on Electron, where they cannot be recorded.
   */
  traffic: () => Promise<readonly Crossing[] | null>
  /** Quits as a user does, and waits for the end of every process. */
  close: () => Promise<void>
  /** Ends the app at the end of a spec: no listener is asked, temporary files are removed. */
  abandon: () => Promise<void>
  /** Ends main at once, like a crash. */
  kill: () => Promise<void>
}

/** Collects what a process writes. @returns the text so far */
export function collectOutput(streams: (NodeJS.ReadableStream | null)[]): () => string {
  const chunks: string[] = []
  for (const stream of streams) {
    stream?.setEncoding('utf8')
    stream?.on('data', (chunk: string) => chunks.push(chunk))
  }
  return () => chunks.join('')
}
