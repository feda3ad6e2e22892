import { EventEmitter, once } from 'node:events'
import type * as Electron from 'electron'
import type { Browser } from './browser.ts'
import { PreventableEvent, reportFailure, warn } from './lifecycle.ts'
import { deliverSend, replyToInvoke } from './page-calls.ts'
import type { FromMain, ToMain } from './page/preload-world.ts'
import { linkPage, type PageLink, readPreload } from './page-link.ts'
import { followPage, type WindowOpenHandler } from './page-events.ts'
import { servePage } from './page-requests.ts'
import { loadFailure } from './load-failure.ts'
import { limitPage, type WebRtcPolicy } from './page-network.ts'
import { presetPermissions } from './permissions.ts'
import { toServed } from './scheme.ts'
import type { Session } from './session.ts'
import { strictly } from './strict.ts'
import { record } from './traffic.ts'
import { WebFrame } from './web-frame.ts'

export type WindowReport = ToMain & { type: 'window' }

let lastId = 0

/** The methods of Electron's `webContents` that the stand-in has. The specs check its events. */
type Methods = Pick<
  Electron.WebContents,
  | 'focus'
  | 'getTitle'
  | 'getURL'
  | 'getZoomLevel'
  | 'id'
  | 'isDestroyed'
  | 'loadURL'
  | 'openDevTools'
  | 'reload'
  | 'send'
  | 'setWebRTCIPHandlingPolicy'
  | 'setWindowOpenHandler'
  | 'setZoomLevel'
>

/** The page of a window, and how main talks to it. */
export class WebContents extends EventEmitter implements Methods {
  readonly id = ++lastId
  readonly session: Session
  mainFrame: WebFrame
  private readonly frames = new Map<number, WebFrame>()
  private readonly attached: Promise<{ browser: Browser; link: PageLink }>
  private destroyed = false
  private zoomLevel = 0
  private servedUrl = ''
  private windowOpenHandler: WindowOpenHandler | null = null
  private webRtcPolicy: WebRtcPolicy = 'default'
  private unlimit: (() => Promise<unknown>) | null = null

  constructor(
    browser: Promise<Browser>,
    session: Session,
    preloadPath: string | undefined,
    onWindowReport: (report: WindowReport) => void,
  ) {
    super()
    this.session = session
    this.mainFrame = this.createFrame(0)
    this.attached = this.attach(browser, preloadPath, onWindowReport)
    this.attached.catch(reportFailure)
    session.on('stand-in-permission-handler', () => {
      this.whenAttached(() => this.presetPermissions())
    })
    this.on('dom-ready', () => {
      if (this.zoomLevel !== 0) this.setZoomLevel(this.zoomLevel)
    })
  }

  send(channel: string, ...args: unknown[]): void {
    this.requireAlive()
    this.mainFrame.send(channel, ...args)
  }

  getURL(): string {
    this.requireAlive()
    return this.mainFrame.url
  }

  getTitle(): string {
    this.requireAlive()
    return this.mainFrame.title
  }

  isDestroyed(): boolean {
    return this.destroyed
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.windowOpenHandler = handler
  }

  setWebRTCIPHandlingPolicy(policy: WebRtcPolicy): void {
    this.webRtcPolicy = policy
  }

  setZoomLevel(level: number): void {
    this.zoomLevel = level
    // Chromium's zoom steps: each level is 20 % larger than the one before.
    this.whenAttached(({ browser }) =>
      browser.page.evaluate(`document.documentElement.style.zoom = ${1.2 ** level}`),
    )
  }

  getZoomLevel(): number {
    return this.zoomLevel
  }

  focus(): void {
    this.whenAttached(({ browser }) => browser.page.bringToFront())
  }

  reload(): void {
    this.whenAttached(({ browser }) => browser.page.reload())
  }

  openDevTools(): void {
    warn('developer tools cannot be opened from outside: press Ctrl+Shift+I in the window')
  }

  /** `BrowserWindow.loadURL`: resolves when the page has loaded. */
  async loadURL(url: string): Promise<void> {
    const { browser } = await this.attached
    this.servedUrl = toServed(url)
    await this.presetPermissions()
    await this.unlimit?.()
    this.unlimit = await limitPage(browser.cdp, this.webRtcPolicy, this.session.isClosed)
    const loaded = Promise.race([once(this, 'did-finish-load'), once(this, 'destroyed')])
    const { errorText } = await browser.cdp.send('Page.navigate', { url: this.servedUrl })
    if (errorText !== undefined) throw loadFailure(errorText, url, this.session)
    await loaded
    if (this.destroyed) throw loadFailure('ERR_ABORTED', url, this.session)
  }

  /** Runs `work` once the page exists. */
  whenAttached(work: (attached: { browser: Browser }) => Promise<unknown>): void {
    this.attached.then(work).catch((error: unknown) => {
      if (!this.destroyed) reportFailure(error)
    })
  }

  /** Called by the window when it closes. */
  destroy(): void {
    if (this.destroyed) return
    this.destroyed = true
    for (const frame of this.frames.values()) frame.detached = true
    this.emit('destroyed')
  }

  private async attach(
    starting: Promise<Browser>,
    preloadPath: string | undefined,
    onWindowReport: (report: WindowReport) => void,
  ): Promise<{ browser: Browser; link: PageLink }> {
    const preload = preloadPath === undefined ? undefined : readPreload(preloadPath)
    const browser = await starting
    const link = await linkPage(browser.cdp, preload, {
      onDocument: (contextId) => {
        this.mainFrame = this.createFrame(contextId)
      },
      onDocumentGone: (contextId) => {
        const frame = this.frames.get(contextId)
        if (frame) frame.detached = true
        this.frames.delete(contextId)
      },
      onMessage: (contextId, message) => {
        const frame = this.frames.get(contextId)
        if (!frame || this.destroyed) return
        frame.servedUrl = message.url
        if (message.type === 'window') onWindowReport(message)
        else if (message.type === 'context-menu') {
          this.emit('context-menu', new PreventableEvent(), message.place)
        } else if (message.type === 'send') deliverSend(this, frame, message)
        else if (message.type === 'preload-error') {
          const error = Object.assign(new Error(message.message), { stack: message.stack })
          this.emit('preload-error', new PreventableEvent(), preloadPath ?? '', error)
        } else {
          this.whenAttached(async () =>
            link.send(contextId, await replyToInvoke(this, frame, message)),
          )
        }
      },
    })
    await servePage(browser, this.session, {
      ask: (event, details) => this.emit(event, details, details.url, false, true),
    })
    await followPage(
      this,
      browser,
      (details) => this.windowOpenHandler?.(details) ?? { action: 'allow' },
    )
    // Of Chromium's own shortcuts, and of pages that are not the app's. Windows are opened by
    // browser-window.ts.
    browser.context.on('page', (extra) => {
      extra.close().catch(reportFailure)
    })
    return { browser, link }
  }

  private async presetPermissions(): Promise<void> {
    const { browser } = await this.attached
    if (this.servedUrl === '' || this.destroyed) return
    await presetPermissions(browser, this.session.permissions, this, this.servedUrl)
  }

  private createFrame(contextId: number): WebFrame {
    const frame = new WebFrame(contextId, (channel, args) => {
      const message: FromMain = { type: 'message', channel, args }
      record('to-renderer', channel, args)
      this.whenAttached(async () => (await this.attached).link.send(contextId, message))
    })
    this.frames.set(contextId, frame)
    return frame
  }

  private requireAlive(): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed')
  }
}

strictly('WebContents', WebContents.prototype)
