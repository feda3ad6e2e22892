import type { RunningApp } from '../../stand-in/launch/running-app.ts'

type Evaluates = Pick<RunningApp, 'evaluate'>

/**
 * Answers every native file dialog of main from now on with this file; with Cancel for null. Only a
 * spec can do this: it replaces the functions inside main.
 */
export function chooseFile(app: Evaluates, path: string | null): Promise<void> {
  return app.evaluate(({ dialog }, chosen) => {
    const shown: unknown[] = []
    Object.assign(globalThis, { shownFileDialogs: shown })
    dialog.showSaveDialog = (...given: unknown[]) => {
      shown.push(given.at(-1))
      return Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' })
    }
    dialog.showOpenDialog = (...given: unknown[]) => {
      shown.push(given.at(-1))
      return Promise.resolve({
        canceled: chosen === null,
        filePaths: chosen === null ? [] : [chosen],
      })
    }
  }, path)
}

/** The options of the file dialogs since the last `chooseFile`. */
export const shownFileDialogs = (
  app: Evaluates,
): Promise<(Electron.SaveDialogOptions & Electron.OpenDialogOptions)[]> =>
  app.evaluate(
    () => (globalThis as { shownFileDialogs?: unknown[] }).shownFileDialogs ?? [],
  ) as Promise<(Electron.SaveDialogOptions & Electron.OpenDialogOptions)[]>
