import { BrowserWindow, type Rectangle, screen, session } from 'electron'
import { serveApp } from './adapters/app-protocol.ts'

/** What a window looked like when it was closed. */
export interface WindowState {
  bounds: Rectangle
  maximized: boolean
}

interface WindowOptions {
  /** Folder of the built renderer. */
  rendererFolder: string
  /** The HTML that its page begins with, or null. */
  opening: () => Promise<string | null>
  preload: string
  /** PNG. Linux alone asks the window for it; elsewhere the executable has one. */
  icon: string
  remembered: WindowState | null
  /** Called when the window closes. */
  remember: (state: WindowState) => void
}

/** Not `persist:`: nothing of a page is ever written to disk. */
const partition = 'touchstone'

/**
 * The one window, and everything that it may not do: it shows its own page, opens nothing, goes
 * nowhere, downloads nothing and gets no permission.
 */
export function createWindow(options: WindowOptions): BrowserWindow {
  const own = session.fromPartition(partition)
  if (!own.protocol.isProtocolHandled('app')) {
    own.protocol.handle('app', serveApp(options.rendererFolder, options.opening))
    own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
    own.setPermissionCheckHandler(() => false)
    own.on('will-download', (event) => event.preventDefault())
  }

  const window = new BrowserWindow({
    width: 1180,
    height: 780,
    ...(options.remembered && onAScreen(options.remembered.bounds)),
    minWidth: 480,
    minHeight: 420,
    title: 'Touchstone',
    ...(process.platform === 'linux' && { icon: options.icon }),
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

  window.once('ready-to-show', () => {
    if (options.remembered?.maximized) window.maximize()
    window.show()
  })
  window.on('close', () =>
    options.remember({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
  )
  return window
}

/** A remembered place, where a screen still shows enough of it to be grabbed. */
function onAScreen(bounds: Rectangle): Rectangle | null {
  const { workArea } = screen.getDisplayMatching(bounds)
  const width =
    Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x)
  const topIsReachable = bounds.y >= workArea.y - 20 && bounds.y < workArea.y + workArea.height - 40
  return width >= 100 && topIsReachable ? bounds : null
}
