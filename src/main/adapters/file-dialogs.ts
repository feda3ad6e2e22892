import { type BrowserWindow, dialog } from 'electron'
import type { ChooseFile } from '../transfer/file-choice.ts'

const filters = [{ name: 'Touchstone export', extensions: ['json'] }]

/** Native file dialogs on the window. Without a window nobody is asked, and no file is chosen. */
export function fileDialogs(window: () => BrowserWindow | null): ChooseFile {
  const parent = () => {
    const shown = window()
    return shown?.isDestroyed() === false ? shown : null
  }
  return {
    async toSave(suggestedName) {
      const shown = parent()
      if (!shown) return null
      const { canceled, filePath } = await dialog.showSaveDialog(shown, {
        title: 'Export providers',
        defaultPath: suggestedName,
        buttonLabel: 'Export',
        filters,
        // On Linux nobody is asked before a file is replaced without the first one.
        properties: ['showOverwriteConfirmation', 'createDirectory', 'dontAddToRecent'],
      })
      return canceled || filePath === '' ? null : filePath
    },

    async toOpen() {
      const shown = parent()
      if (!shown) return null
      const { canceled, filePaths } = await dialog.showOpenDialog(shown, {
        title: 'Import providers',
        filters,
        properties: ['openFile', 'dontAddToRecent'],
      })
      return canceled ? null : (filePaths[0] ?? null)
    },
  }
}
