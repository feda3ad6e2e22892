import './without-eval.ts'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { drawOpening } from '#opening'
import { app, dialog, ipcMain, Menu, nativeTheme, powerMonitor, session, shell } from 'electron'
import type { Events } from '../shared/ipc.ts'
import type { Failure } from '../shared/result.ts'
import { pageUrl, registerAppScheme } from './adapters/app-protocol.ts'
import { createSecretClipboard } from './adapters/clipboard.ts'
import { confirmNatively } from './adapters/consent-dialog.ts'
import { fileDialogs } from './adapters/file-dialogs.ts'
import { askAfterCrash } from './adapters/crash-dialog.ts'
import { menuTemplate } from './adapters/menu.ts'
import { operatingSystemCipher } from './adapters/operating-system-cipher.ts'
import { createPreferencesStore } from './adapters/preferences-store.ts'
import { createApp } from './app.ts'
import { opensToOthers } from './debug-switches.ts'
import { ground } from './ground.ts'
import { inputs } from './inputs.ts'
import { watchIdle } from './idle-lock.ts'
import { fromOwnWindow, publisher, serve } from './ipc.ts'
import { createOpening } from './opening.ts'
import { checkDataFolder } from './vault/data-folder.ts'
import { createWindow } from './window.ts'

/** Composition root: wires the parts to Electron and decides nothing. */

/** Of the installed app, as its shortcut will have it: Windows groups windows by it. */
const appUserModelId = 'app.touchstone.desktop'

registerAppScheme()
if (process.platform === 'win32') app.setAppUserModelId(appUserModelId)
// It would take `--no-sandbox` out of the command line, without which no process of Chromium's starts
// as root. The window asks for its sandbox itself.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
// `<link rel=dns-prefetch>` resolves names past the content security policy, the proxy and the header
// X-DNS-Prefetch-Control, so a name could carry something out.
app.commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false')

const unusable = checkDataFolder(app.getPath('userData'))
if (app.isPackaged && opensToOthers((name) => app.commandLine.hasSwitch(name))) {
  console.error('Touchstone does not start while its memory or traffic is open to others.')
  app.exit(1)
} else if (unusable) {
  stop(unusable)
} else if (app.requestSingleInstanceLock()) {
  // Not awaited: Electron does not become ready while this module still waits at its top level.
  start().catch((error: unknown) => {
    // Without a window the process would stay unseen, hold the single-instance lock, and keep every
    // later start from opening one.
    stop({
      title: 'Touchstone could not start',
      detail: String(error),
      nextStep: 'Restart Touchstone. If this happens again, reinstall it.',
    })
  })
} else {
  app.quit()
}

/**
 * Tells in a dialog, because an app started from the desktop has no visible log. After `ready`,
 * because on Linux an earlier one is only written to stderr.
 */
function stop({ title, detail, nextStep }: Pick<Failure, 'title' | 'detail' | 'nextStep'>): void {
  console.error(detail === undefined ? title : `${title}: ${detail}`)
  void app.whenReady().then(() => {
    dialog.showErrorBox(title, detail === undefined ? nextStep : `${detail}\n\n${nextStep}`)
    app.exit(1)
  })
}

async function start(): Promise<void> {
  let window: BrowserWindow | null = null
  let protection: NodeJS.Timeout | undefined
  const log = (line: string) => console.error(line)
  const publish = publisher(() => window?.webContents ?? null)
  const preferences = createPreferencesStore(log)

  // Before `whenReady`: nothing in here needs Electron to be ready, and it saves time.
  const created = await createApp({
    userDataFolder: app.getPath('userData'),
    templatesFolder: join(app.getAppPath(), 'resources/templates'),
    cipher: operatingSystemCipher,
    clipboard: createSecretClipboard(process.platform, log),
    preferences,
    publish,
    proxyFor: (url) => session.defaultSession.resolveProxy(url),
    confirm: confirmNatively(() => window),
    chooseFile: fileDialogs(() => window),
    openExternal: (url) => shell.openExternal(url),
    restart() {
      app.relaunch()
      app.quit()
    },
    onReveal(seconds) {
      if (!preferences.read().hideFromCaptures) return
      window?.setContentProtection(true)
      clearTimeout(protection)
      protection = setTimeout(() => window?.setContentProtection(false), seconds * 1000)
    },
    onPreferences: ({ theme }) => {
      nativeTheme.themeSource = theme
    },
    about: {
      version: app.getVersion(),
      runtime: process.versions['electron']
        ? `Electron ${process.versions['electron']}`
        : 'Chromium',
      platform: process.platform,
    },
    now: Date.now,
    log,
  })
  if (!created.ok) {
    stop(created.failure)
    return
  }
  const { handlers, peek, lock, unlock, close } = created.value
  const opening = createOpening({
    peek,
    take: async () => handlers.snapshot(null),
    draw: drawOpening,
    log,
  })

  await app.whenReady()
  nativeTheme.themeSource = preferences.read().theme
  serve(
    ipcMain,
    fromOwnWindow(() => window?.webContents, pageUrl),
    inputs,
    handlers,
    log,
  )
  const backgroundColor = () => (nativeTheme.shouldUseDarkColors ? ground.dark : ground.light)
  nativeTheme.on('updated', () => window?.setBackgroundColor(backgroundColor()))

  const open = () => {
    opening.prepare()
    const created = createWindow({
      rendererFolder: join(import.meta.dirname, '../renderer'),
      opening: opening.take,
      backgroundColor: backgroundColor(),
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      icon: join(app.getAppPath(), 'resources/icons/256.png'),
      remembered: preferences.windowState(),
      remember: preferences.setWindowState,
      onLoadFailure: stop,
    })
    created.on('closed', () => {
      window = null
    })
    askAfterCrash(created, log)
    window = created
    return created
  }
  open()

  /** On macOS there is a menu without a window, too. */
  const navigate = (to: Events['navigate']['to']) => {
    const tell = () => publish('navigate', { to })
    if (window) tell()
    else open().webContents.once('did-finish-load', tell)
  }
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, navigate)))

  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('activate', () => {
    if (!window) open()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  powerMonitor.on('lock-screen', () => void lock('screen'))
  powerMonitor.on('suspend', () => void lock('screen'))
  powerMonitor.on('unlock-screen', () => void unlock())
  powerMonitor.on('resume', () => {
    // Windows and macOS wake up with a locked screen, and tell later that it is unlocked.
    if (powerMonitor.getSystemIdleState(60) !== 'locked') void unlock()
  })
  watchIdle({
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
    // Only macOS and Windows emit `lock-screen`. The threshold matters for other states alone.
    isScreenLocked: () =>
      process.platform === 'linux' && powerMonitor.getSystemIdleState(60) === 'locked',
    limitMinutes: () => preferences.read().idleLockMinutes,
    lock: (why) => void lock(why),
    unlock: () => void unlock(),
  })

  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void close()
      .catch((error: unknown) => log(`closing failed: ${String(error)}`))
      .then(() => {
        closed = true
        app.quit()
      })
  })
}
