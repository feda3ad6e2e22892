import type * as Electron from 'electron'
import { strictly } from './strict.ts'

const unanswered = (name: string) => () =>
  Promise.reject(
    new Error(
      `The stand-in shows no dialogs: a spec has to replace dialog.${name} with its answer`,
    ),
  )

/**
 * Native dialogs cannot be shown, and a spec could not press their buttons: specs put an answer in
 * their place.
 */
export const dialog = strictly('Dialog', {
  showOpenDialog: unanswered('showOpenDialog'),
  showSaveDialog: unanswered('showSaveDialog'),
  showMessageBox: unanswered('showMessageBox'),
  showErrorBox(title: string, content: string) {
    process.stderr.write(`${title}: ${content}\n`)
  },
} satisfies Partial<Electron.Dialog>)
