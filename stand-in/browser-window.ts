import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { app } from './app.ts'
import { type Browser, isHeadless } from './browser.ts'
import { PreventableEvent, reportFailure, requireReady, warn } from './lifecycle.ts'
import { nativeTheme } from './native-theme.ts'
import { closeBrowser, takeBrowser } from './running-browser.ts'
import { fromPartition } from './session.ts'
import { strictly } from './strict.ts'
import { WebContents, type WindowReport } from './web-contents.ts'
import type { Bounds } from './window-bounds.ts'
import { WindowPlace } from './window-place.ts'
import { refuseUnknownOptions, refuseUnsafePreferences } from './web-preferences.ts'

const windows = new Set<BrowserWindow>()
let lastId = 0

/** The methods of Electron's `BrowserWindow` that the stand-in has. The specs check its events. */
type Methods = Pick<
  Electron.BrowserWindow,
  | 'close'
  | 'destroy'
  | 'focus'
  | 'getBounds'
  | 'getNormalBounds'
  | 'getTitle'
  | 'id'
  | 'isDestroyed'
  | 'isFocused'
  | 'isFullScreen'
  | 'isMaximized'
  | 'isMinimized'
  | 'isVisible'
  | 'loadURL'
  | 'maximize'
  | 'minimize'
  | 'restore'
  | 'setBackgroundColor'
  | 'setBounds'
  | 'setContentProtection'
  | 'setMenuBarVisibility'
  | 'setTitle'
  | 'show'
  | 'unmaximize'
>

/** One Chromium window, with Electron's ids, events and order of events. */
export class BrowserWindow extends EventEmitter implements Methods {
  readonly id = ++lastId
  readonly webContents: WebContents
  private readonly place: WindowPlace
  private visible: boolean
  private focused = false
  private destroyed = false
  private title: string
  private readonly browser: Promise<Browser>

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    requireReady('Cannot create BrowserWindow before app is ready')
    const { webPreferences = {}, minWidth = 0, minHeight = 0 } = options
    refuseUnknownOptions(options)
    refuseUnsafePreferences(webPreferences)
    this.title = options.title ?? app.getName()
    this.visible = options.show ?? true
    this.browser = takeBrowser()
    const minimum = { width: minWidth, height: minHeight }
    this.place = new WindowPlace(this.browser, options, minimum, (event) => this.emit(event))
    const session = fromPartition(webPreferences.partition ?? '')
    this.webContents = new WebContents(this.browser, session, webPreferences.preload, (report) =>
      this.onReport(report),
    )
    windows.add(this)
    app.standIn.windowOpened(this)
    const openChild = (_event: unknown, url: string, given: typeof options) => {
      const child = new BrowserWindow({ webPreferences, ...given })
      child.loadURL(url).catch(reportFailure)
    }
    this.webContents.on('stand-in-open', openChild)
    this.webContents.once('stand-in-painted', () => this.emit('ready-to-show'))
    this.webContents.whenAttached(async ({ browser }) => {
      browser.page.once('close', () => this.onClosedByUser())
      await nativeTheme.standIn.follow(browser.page)
    })
    queueMicrotask(() => app.emit('browser-window-created', new PreventableEvent(), this))
    app.emit('web-contents-created', new PreventableEvent(), this.webContents)
  }

  async loadURL(url: string): Promise<void> {
    await this.place.settled()
    await this.webContents.loadURL(url)
  }

  isDestroyed = () => this.destroyed
  isVisible = () => this.visible
  isFocused = () => this.focused
  isMinimized = () => this.place.state === 'minimized'
  isMaximized = () => this.place.state === 'maximized'
  isFullScreen = () => this.place.state === 'fullscreen'
  getBounds = () => ({ ...this.place.bounds })
  getNormalBounds = () => ({ ...this.place.normalBounds })
  getTitle = () => this.title
  minimize = () => this.place.become('minimized')
  /** It is a window manager that maximizes, and headless there is none. */
  maximize = () => {
    if (!isHeadless()) this.place.become('maximized')
  }
  unmaximize = () => this.place.become('normal')
  restore = () => this.place.become('normal')

  show(): void {
    this.visible = true
    this.emit('show')
    this.focus()
  }

  focus(): void {
    this.webContents.focus()
  }

  setTitle(title: string): void {
    this.title = title
  }

  setBounds(bounds: Partial<Bounds>): void {
    this.place.move(bounds)
  }

  setBackgroundColor(): void {
    // Seen only while Electron resizes the window.
  }

  setContentProtection(): void {
    // Chromium cannot keep a window out of screen captures, so this works in Electron only.
  }

  setMenuBarVisibility(): void {
    // A Chromium app window has no menu bar.
  }

  close(): void {
    if (this.destroyed) return
    const event = new PreventableEvent()
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }

  destroy(): void {
    if (this.destroyed) return
    this.destroyed = true
    windows.delete(this)
    this.webContents.destroy()
    const closing = this.browser.then(closeBrowser)
    app.standIn.beforeExit(() => closing)
    this.emit('closed')
    app.standIn.windowClosed(this)
  }

  private onClosedByUser(): void {
    if (this.destroyed) return
    const event = new PreventableEvent()
    this.emit('close', event)
    if (event.defaultPrevented) warn('the window is already closed: preventDefault came too late')
    this.destroy()
  }

  private onReport(report: WindowReport): void {
    // Headless, only a spec changes what the page prefers: by emulation, of which main knows nothing.
    if (!isHeadless()) nativeTheme.standIn.chromiumIsDark(report.dark)
    this.webContents.mainFrame.title = report.title
    if (report.focused !== this.focused) {
      this.focused = report.focused
      this.emit(report.focused ? 'focus' : 'blur')
    }
    this.place.refresh()
  }

  static getAllWindows = () => [...windows]
  static getFocusedWindow = () => [...windows].find((window) => window.isFocused()) ?? null
  static fromId = (id: number) => [...windows].find((window) => window.id === id) ?? null
  static fromWebContents = (contents: WebContents) =>
    [...windows].find((window) => window.webContents === contents) ?? null
}

strictly('BrowserWindow', BrowserWindow.prototype)
strictly('BrowserWindow', BrowserWindow)
