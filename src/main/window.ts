import { BrowserWindow, Menu, type Rectangle, type Session, screen, session } from 'electron'
import { pageUrl, serveApp } from './adapters/app-protocol.ts'
import { contextMenuTemplate } from './adapters/context-menu-template.ts'
import { errorCode } from './vault/vault-failure.ts'
import { minimum, windowPlace } from './adapters/window-place.ts'
import type { Failure } from '../shared/result.ts'

/** What a window looked like when it was closed. */
export interface WindowState {
  bounds: Rectangle
  maximized: boolean
}

interface WindowOptions {
  rendererFolder: string
  /** HTML for the start of its page, or null. See [Note: opening list]. */
  opening: () => Promise<string | null>
  preload: string
  /** PNG, for Linux alone: elsewhere the executable holds the icon. */
  icon: string
  remembered: WindowState | null
  /** Seen before the page is painted, and while the window grows. */
  backgroundColor: string
  remember: (state: WindowState) => void
  /** The page cannot be shown, so that the window stays blank. */
  onLoadFailure: (failure: Failure) => void
}

/** Without the prefix `persist:`, so that nothing of a page is ever written to disk. */
const partition = 'touchstone'

/**
 * Creates the one window and loads its page. It shows this page only: it cannot navigate, open
 * windows, download, get a permission or reach the network.
 */
export function createWindow(options: WindowOptions): BrowserWindow {
  const own = session.fromPartition(partition)
  if (!own.protocol.isProtocolHandled('app')) {
    const closed = closeNetwork(own)
    const serve = serveApp(options.rendererFolder, options.opening)
    // The page is not there before its network is closed.
    own.protocol.handle('app', async (request) => {
      await closed
      return serve(request)
    })
    own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
    own.setPermissionCheckHandler(() => false)
    own.on('will-download', (event) => event.preventDefault())
  }

  const window = new BrowserWindow({
    ...windowPlace(
      options.remembered?.bounds ?? null,
      process.platform,
      (bounds) => screen.getDisplayMatching(bounds).workArea,
    ),
    minWidth: minimum.width,
    minHeight: minimum.height,
    title: 'Touchstone',
    ...(process.platform === 'linux' && { icon: options.icon }),
    backgroundColor: options.backgroundColor,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      partition,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  })

  const contents = window.webContents
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  // A peer connection asks its STUN and TURN servers over UDP, which passes any proxy by, unless only
  // what goes through the proxy is allowed. `webrtc 'block'` in the policy is unknown to Chromium.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')

  // Electron has no context menu of its own.
  contents.on('context-menu', (_event, params) => {
    const template = contextMenuTemplate(params)
    if (template.length > 0) Menu.buildFromTemplate(template).popup({ window })
  })

  window.once('ready-to-show', () => {
    if (options.remembered?.maximized) window.maximize()
    window.show()
  })
  window.on('close', () =>
    options.remember({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
  )
  window.loadURL(pageUrl).catch((error: unknown) => {
    const code = errorCode(error)
    // A page that is loaded again, or whose window is closed, ends an earlier load.
    if (code === 'ERR_ABORTED' || window.isDestroyed()) return
    options.onLoadFailure({
      kind: 'internal',
      title: 'The window cannot be shown',
      detail: `The page does not load${code === undefined ? '' : `: ${code}`}.`,
      nextStep: 'Reinstall Touchstone.',
    })
  })
  return window
}

/**
 * Sends every request that the content security policy does not stop to port 0 of this machine, on which
 * no program can listen. `app:` needs no network. The proxies of calls are looked up in the default
 * session, so they are not affected.
 */
function closeNetwork(own: Session): Promise<void> {
  return own.setProxy({
    mode: 'fixed_servers',
    proxyRules: 'http://127.0.0.1:0',
    proxyBypassRules: '<-loopback>',
  })
}
