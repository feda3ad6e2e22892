import { app, type BrowserWindow, dialog } from 'electron'
import { createCrashedPage } from '../crashed-page.ts'

/** Asks in a native dialog, because the page is blank. */
export function askAfterCrash(window: BrowserWindow, log: (line: string) => void): void {
  const crashed = createCrashedPage({
    async ask({ message, detail, buttons }) {
      const { response } = await dialog.showMessageBox(window, {
        type: 'error',
        title: 'Touchstone',
        message,
        detail,
        buttons,
        noLink: true,
      })
      return response
    },
    reload: () => {
      if (!window.isDestroyed()) window.webContents.reload()
    },
    quit: () => app.quit(),
    now: Date.now,
  })
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    log(`the page process ended: ${reason} (${exitCode})`)
    crashed(reason).catch((error: unknown) => log(`asking failed: ${String(error)}`))
  })
}
