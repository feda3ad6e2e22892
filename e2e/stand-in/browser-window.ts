import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { app } from './app.ts'
import type { Browser } from './browser.ts'
import { PreventableEvent, requireReady, warn } from './lifecycle.ts'
import { nativeTheme } from './native-theme.ts'
import { closeBrowser, takeBrowser } from './running-browser.ts'
import { fromPartition } from './session.ts'
import { strictly } from './strict.ts'
import { WebContents, type WindowReport } from './web-contents.ts'
import {
  applyBounds,
  applyState,
  type Bounds,
  readBounds,
  type WindowState,
} from './window-bounds.ts'
import { refuseUnknownOptions, refuseUnsafePreferences } from './web-preferences.ts'

const windows = new Set<BrowserWindow>()
let lastId = 0

/** One Chromium window. Its `id`, events and order of events are Electron's. */
export class BrowserWindow extends EventEmitter {
  readonly id = ++lastId
  readonly webContents: WebContents
  private readonly minimum: { width: number; height: number }
  private bounds: Bounds
  private normalBounds: Bounds
  private state: WindowState = 'normal'
  private visible: boolean
  private focused = false
  private destroyed = false
  private title: string
  private readonly browser: Promise<Browser>

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    requireReady('Cannot create BrowserWindow before app is ready')
    const { webPreferences = {}, x = 0, y = 0, width = 800, height = 600 } = options
    refuseUnknownOptions(options)
    refuseUnsafePreferences(webPreferences)
    this.minimum = { width: options.minWidth ?? 0, height: options.minHeight ?? 0 }
    this.bounds = this.atLeastMinimum({ x, y, width, height })
    this.normalBounds = this.bounds
    this.title = options.title ?? app.getName()
    this.visible = options.show ?? true
    this.browser = takeBrowser()
    const session = fromPartition(webPreferences.partition ?? '')
    this.webContents = new WebContents(this.browser, session, webPreferences.preload, (report) =>
      this.onReport(report),
    )
    windows.add(this)
    app.standIn.windowOpened(this)
    this.webContents.once('stand-in-painted', () => this.emit('ready-to-show'))
    this.webContents.whenAttached(async ({ browser }) => {
      browser.page.once('close', () => this.onClosedByUser())
      await nativeTheme.standIn.follow(browser.page)
      const { x, y } = options
      const place = x === undefined || y === undefined ? {} : { x, y }
      const { width, height } = this.bounds
      await applyBounds(browser, { ...place, width, height })
      await this.readBounds(browser)
    })
    queueMicrotask(() => app.emit('browser-window-created', new PreventableEvent(), this))
    app.emit('web-contents-created', new PreventableEvent(), this.webContents)
  }

  loadURL = (url: string) => this.webContents.loadURL(url)
  isDestroyed = () => this.destroyed
  isVisible = () => this.visible
  isFocused = () => this.focused
  isMinimized = () => this.state === 'minimized'
  isMaximized = () => this.state === 'maximized'
  isFullScreen = () => this.state === 'fullscreen'
  getBounds = () => ({ ...this.bounds })
  getNormalBounds = () => ({ ...this.normalBounds })
  getTitle = () => this.title
  minimize = () => this.setState('minimized')
  maximize = () => this.setState('maximized')
  unmaximize = () => this.setState('normal')
  restore = () => this.setState('normal')

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
    this.bounds = this.atLeastMinimum({ ...this.bounds, ...bounds })
    const wanted = this.bounds
    this.webContents.whenAttached(async ({ browser }) => {
      await applyBounds(browser, wanted)
      await this.readBounds(browser)
    })
  }

  setContentProtection(): void {
    // Chromium offers no way to keep a window out of screen captures: what this does shows in Electron only.
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
    nativeTheme.standIn.chromiumIsDark(report.dark)
    this.webContents.mainFrame.title = report.title
    if (report.focused !== this.focused) {
      this.focused = report.focused
      this.emit(report.focused ? 'focus' : 'blur')
    }
    this.webContents.whenAttached(({ browser }) => this.readBounds(browser))
  }

  private async readBounds(browser: Browser): Promise<void> {
    const before = { ...this.bounds, state: this.state }
    const { bounds, state } = await readBounds(browser)
    this.bounds = bounds
    this.state = state
    if (state === 'normal') this.normalBounds = bounds
    if (bounds.width !== before.width || bounds.height !== before.height) this.emit('resize')
    if (bounds.x !== before.x || bounds.y !== before.y) this.emit('move')
    if (state === before.state) return
    if (before.state === 'maximized') this.emit('unmaximize')
    if (before.state === 'minimized') this.emit('restore')
    if (state === 'maximized') this.emit('maximize')
    if (state === 'minimized') this.emit('minimize')
  }

  private setState(state: WindowState): void {
    this.webContents.whenAttached(async ({ browser }) => {
      await applyState(browser, state)
      await this.readBounds(browser)
    })
  }

  private atLeastMinimum({ x, y, width, height }: Bounds): Bounds {
    const { minimum } = this
    return { x, y, width: Math.max(width, minimum.width), height: Math.max(height, minimum.height) }
  }

  static getAllWindows = () => [...windows]
  static getFocusedWindow = () => [...windows].find((window) => window.isFocused()) ?? null
  static fromId = (id: number) => [...windows].find((window) => window.id === id) ?? null
  static fromWebContents = (contents: WebContents) =>
    [...windows].find((window) => window.webContents === contents) ?? null
}

strictly('BrowserWindow', BrowserWindow.prototype)
strictly('BrowserWindow', BrowserWindow)
