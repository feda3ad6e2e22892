/** The modules that main gets from `import ... from 'electron'` while the stand-in runs. */
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { clipboard } from './clipboard.ts'
import { ClipboardItem } from './clipboard-item.ts'
import { dialog } from './dialog.ts'
import { ipcMain } from './ipc-main.ts'
import { Menu, MenuItem } from './menu.ts'
import { nativeTheme } from './native-theme.ts'
import { powerMonitor } from './power-monitor.ts'
import { protocol } from './protocol.ts'
import { safeStorage } from './safe-storage.ts'
import { screen } from './screen.ts'
import { session } from './session.ts'
import { shell } from './shell.ts'
import { absent } from './strict.ts'

export {
  app,
  BrowserWindow,
  clipboard,
  ClipboardItem,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
}

// Importing a missing export is a syntax error that does not explain itself. These can be imported,
// and throw an error with the reason when they are used.
export const autoUpdater = absent('autoUpdater')
export const BaseWindow = absent('BaseWindow')
export const contentTracing = absent('contentTracing')
export const crashReporter = absent('crashReporter')
export const desktopCapturer = absent('desktopCapturer')
export const globalShortcut = absent('globalShortcut')
export const MessageChannelMain = absent('MessageChannelMain')
export const nativeImage = absent('nativeImage')
export const net = absent('net')
export const netLog = absent('netLog')
export const Notification = absent('Notification')
export const powerSaveBlocker = absent('powerSaveBlocker')
export const pushNotifications = absent('pushNotifications')
export const ShareMenu = absent('ShareMenu')
export const systemPreferences = absent('systemPreferences')
export const TouchBar = absent('TouchBar')
export const Tray = absent('Tray')
export const utilityProcess = absent('utilityProcess')
export const View = absent('View')
export const webContents = absent('webContents')
export const WebContentsView = absent('WebContentsView')
export const webFrameMain = absent('webFrameMain')

// Modules for preload scripts: undefined in main, as in Electron.
export const contextBridge = undefined
export const ipcRenderer = undefined
