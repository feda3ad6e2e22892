import type { RunningApp } from '../../stand-in/launch/running-app.ts'

type Evaluates = Pick<RunningApp, 'evaluate'>

/**
 * Answers every native question of main from now on with the button of this label; with Cancel, where
 * a question has no such button. Only a spec can do this: it replaces the function inside main.
 */
export function answerQuestions(app: Evaluates, label: string): Promise<void> {
  return app.evaluate(({ dialog }, wanted) => {
    const asked: unknown[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = (...given: unknown[]) => {
      const options = given.at(-1) as Electron.MessageBoxOptions
      asked.push(options)
      const index = options.buttons?.indexOf(wanted) ?? -1
      const response = index >= 0 ? index : (options.cancelId ?? 0)
      return Promise.resolve({ response, checkboxChecked: false })
    }
  }, label)
}

/** The native questions since the last `answerQuestions`. */
export const askedQuestions = (app: Evaluates): Promise<Electron.MessageBoxOptions[]> =>
  app.evaluate(() => (globalThis as { asked?: unknown[] }).asked ?? []) as Promise<
    Electron.MessageBoxOptions[]
  >

/** Notes how main asks, before any spec has answered. */
export const keepQuestions = (app: Evaluates): Promise<void> =>
  app.evaluate(({ dialog }) => {
    Reflect.set(globalThis, 'ownDialog', { ...dialog })
  })

/** Has main ask again as it did at `keepQuestions`. */
export const restoreQuestions = (app: Evaluates): Promise<void> =>
  app.evaluate(({ dialog }) => {
    Object.assign(dialog, Reflect.get(globalThis, 'ownDialog'))
    Reflect.set(globalThis, 'asked', [])
  })
