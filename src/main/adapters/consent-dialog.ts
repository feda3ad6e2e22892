import { type BrowserWindow, dialog } from 'electron'
import type { Confirm } from '../consent.ts'

/** Asks in a native dialog on the window. Without a window nobody asked, so the answer is no. */
export function confirmNatively(window: () => BrowserWindow | null): Confirm {
  return async ({ message, detail, buttons }) => {
    const parent = window()
    if (!parent || parent.isDestroyed()) return 0
    const { response } = await dialog.showMessageBox(parent, {
      type: 'warning',
      title: 'Touchstone',
      message,
      detail,
      buttons: [...buttons],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    return response
  }
}
