import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import type * as Electron from 'electron'
import { commandLine } from './command-line.ts'
import {
  becomeReady,
  isReady,
  PreventableEvent,
  reportFailure,
  requireNotReady,
  warn,
} from './lifecycle.ts'
import { getPath, setPath } from './paths.ts'
import { startAgain } from './relaunch.ts'
import { acquireLock, type SecondInstance } from './single-instance.ts'
import { strictly } from './strict.ts'

/** What `quit` needs of a window. Windows register themselves: they import this file. */
interface OpenWindow {
  close(): void
  isDestroyed(): boolean
}

/** The methods of Electron's `app` that the stand-in has. The specs check its events. */
type Methods = Pick<
  Electron.App,
  | 'enableSandbox'
  | 'exit'
  | 'getAppPath'
  | 'getLocale'
  | 'getName'
  | 'getPath'
  | 'getVersion'
  | 'hasSingleInstanceLock'
  | 'isPackaged'
  | 'isReady'
  | 'quit'
  | 'relaunch'
  | 'releaseSingleInstanceLock'
  | 'requestSingleInstanceLock'
  | 'setAppUserModelId'
  | 'setName'
  | 'setPath'
  | 'whenReady'
>

class App extends EventEmitter implements Methods {
  readonly commandLine = commandLine
  /** A spec may start the app as if it were packaged. */
  readonly isPackaged = process.env['TOUCHSTONE_STAND_IN_PACKAGED'] === '1'
  readonly dock = undefined
  private name = 'Electron'
  private version = ''
  private appPath = ''
  private quitting = false
  private exiting = false
  private startsAgain = false
  private releaseLock: (() => void) | undefined
  private readonly windows = new Set<OpenWindow>()
  private readonly beforeExit: (() => Promise<void>)[] = []
  private readonly whenReadyPromise = new Promise<void>((resolve) => this.once('ready', resolve))

  whenReady = () => this.whenReadyPromise
  isReady = () => isReady()
  getName = () => this.name
  getVersion = () => this.version
  getAppPath = () => this.appPath
  getLocale = () => new Intl.DateTimeFormat().resolvedOptions().locale
  getPath = (name: string) => getPath(name, this.name)
  setPath = (name: string, path: string) => {
    setPath(name, path)
  }

  setName(name: string): void {
    this.name = name
  }
  setAppUserModelId(): void {
    // The identity in the Windows taskbar, which cannot be set for Chromium's window.
  }
  enableSandbox(): void {
    requireNotReady('app.enableSandbox() can only be called before app is ready')
    commandLine.removeSwitch('no-sandbox')
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    if (this.releaseLock) return true
    const userData = this.getPath('userData')
    const onSecond = ({ argv, workingDirectory, additionalData }: SecondInstance) => {
      const emit = () =>
        this.emit('second-instance', new PreventableEvent(), argv, workingDirectory, additionalData)
      void this.whenReadyPromise.then(emit)
    }
    try {
      mkdirSync(userData, { recursive: true, mode: 0o700 })
      this.releaseLock = acquireLock(userData, additionalData, onSecond)
    } catch (error) {
      // A folder that cannot be written has no lock to offer. Electron says no more about it.
      reportFailure(error)
    }
    return this.releaseLock !== undefined
  }
  hasSingleInstanceLock = () => this.releaseLock !== undefined
  releaseSingleInstanceLock(): void {
    this.releaseLock?.()
    this.releaseLock = undefined
  }

  /** Electron's order: `before-quit`, close every window, `will-quit`, exit. */
  quit(): void {
    if (this.quitting || this.isPrevented('before-quit')) return
    this.quitting = true
    for (const window of this.windows) window.close()
    if ([...this.windows].some((window) => !window.isDestroyed())) {
      this.quitting = false
      return
    }
    this.finishQuitting()
  }

  /** As Electron: the next one starts when this one has ended, however it ends. */
  relaunch(): void {
    this.startsAgain = true
  }

  exit(code = 0): void {
    if (this.exiting) return
    this.exiting = true
    this.emit('quit', new PreventableEvent(), code)
    this.releaseSingleInstanceLock()
    const closed = Promise.allSettled(this.beforeExit.map((close) => close()))
    const impatient = new Promise((resolve) => setTimeout(resolve, 10_000))
    void Promise.race([closed, impatient]).then(() => {
      if (this.startsAgain) startAgain()
      process.exit(code)
    })
  }

  private isPrevented(event: string): boolean {
    const preventable = new PreventableEvent()
    this.emit(event, preventable)
    return preventable.defaultPrevented
  }

  private finishQuitting(): void {
    if (this.isPrevented('will-quit')) this.quitting = false
    else this.exit(0)
  }

  /**
   * For other files of the stand-in; not part of Electron's `app`.
   */
  readonly standIn = {
    describe: (name: string, version: string, appPath: string) => {
      this.name = name
      this.version = version
      this.appPath = appPath
    },
    isExiting: () => this.exiting,
    becomeReady: () => {
      makeUserData(this.getPath('userData'))
      becomeReady()
      takeSignals()
      this.emit('will-finish-launching')
      this.emit('ready', new PreventableEvent(), {})
    },
    beforeExit: (close: () => Promise<void>) => {
      this.beforeExit.push(close)
    },
    windowOpened: (window: OpenWindow) => {
      this.windows.add(window)
    },
    windowClosed: (window: OpenWindow) => {
      this.windows.delete(window)
      if (this.windows.size > 0 || this.quitting) return
      if (this.listenerCount('window-all-closed') === 0) this.quit()
      else this.emit('window-all-closed')
    },
  }
}

/** Electron becomes ready without it, too. */
function makeUserData(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    warn(`no user data folder: ${String(error)}`)
  }
}

/**
 * Chromium handles a signal once; the same signal again ends the process at once. Its handlers come when
 * Electron is ready, in place of Node's (InstallShutdownSignalHandlers,
 * shell/browser/electron_browser_main_parts_posix.cc), so what a package has registered is never called.
 */
function takeSignals(): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.removeAllListeners(signal)
    process.once(signal, () => {
      app.quit()
    })
  }
}

export const app = strictly('App', new App())

takeSignals()
process.on('uncaughtException', (error) => {
  reportFailure(error)
  app.exit(1)
})
