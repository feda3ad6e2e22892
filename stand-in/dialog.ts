import type * as Electron from 'electron'
import { strictly } from './strict.ts'

const unanswered = (name: string) => () =>
  Promise.reject(
    new Error(
      `The stand-in shows no dialogs: a spec has to replace dialog.${name} with its answer`,
    ),
  )

/** Native dialogs cannot be shown. A spec replaces the method with one that returns its answer. */
export const dialog = strictly('Dialog', {
  showOpenDialog: unanswered('showOpenDialog'),
  showSaveDialog: unanswered('showSaveDialog'),
  showMessageBox: unanswered('showMessageBox'),
  showErrorBox(title: string, content: string) {
    process.stderr.write(`${title}: ${content}\n`)
  },
} satisfies Partial<Electron.Dialog>)
