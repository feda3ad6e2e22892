import type { ChildProcess } from 'node:child_process'
import { whenGone } from '../../src/demo/when-gone.ts'

/** Signals within this time are from one key press; a later one is from an impatient user. */
const oneKeyPressMs = 2000

/**
 * Ends the app when this process gets a signal, or when npm has ended.
 *
 * The app gets one signal only: a second one would end Electron before it has cleared the clipboard,
 * and Ctrl+C arrives twice, from the terminal and from npm. A later signal kills the app.
 */
export function endWith(app: () => ChildProcess | undefined): void {
  let firstAt: number | undefined
  const end = (signal: NodeJS.Signals) => {
    if (firstAt === undefined) {
      firstAt = performance.now()
      app()?.kill(signal)
    } else if (performance.now() - firstAt > oneKeyPressMs) app()?.kill('SIGKILL')
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end)
  if (process.env['npm_lifecycle_event'] !== undefined) {
    whenGone(process.ppid, () => end('SIGTERM'))
  }
}
