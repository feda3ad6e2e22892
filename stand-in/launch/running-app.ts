import type * as Electron from 'electron'
import type { Page } from '@playwright/test'
import type { Crossing } from '../traffic.ts'

export type Runtime = 'electron' | 'chromium'
type ElectronModules = typeof Electron

export interface LaunchOptions {
  /** Folder with a package.json, or a main file. The built app where left out. */
  app?: string
  /** The user data folder; a new empty one where left out. */
  userData?: string
  /** Added to this process's environment. */
  env?: Record<string, string>
  args?: string[]
}

/** One started app. Everything but `runtime` behaves alike on Electron and on the stand-in. */
export interface RunningApp {
  readonly runtime: Runtime
  readonly page: Page
  readonly userData: string
  /** Resolves with the exit code when main has ended; null after a signal. */
  readonly exited: Promise<number | null>
  /**
   * Runs a function in main, with Electron's modules as its first argument. It travels as its
   * source: it sees nothing of the spec around it, and what goes in and comes out must be
   * serializable.
   */
  evaluate: <Value, Argument = undefined>(
    run: (electron: ElectronModules, argument: Argument) => Value | Promise<Value>,
    argument?: Argument,
  ) => Promise<Value>
  readClipboard: () => Promise<string>
  /** Everything main has written to its standard output and standard error so far. */
  output: () => string
  /**
   * Everything that crossed between main and the page, in its wire form; null on Electron, which
   * cannot tell.
   */
  traffic: () => Promise<readonly Crossing[] | null>
  /** Quits as a user does, and waits until everything has ended. */
  close: () => Promise<void>
  /** Ends without asking anyone, and leaves nothing behind: for what a spec is done with. */
  abandon: () => Promise<void>
  /** Ends main at once, as a crash does. */
  kill: () => Promise<void>
}
