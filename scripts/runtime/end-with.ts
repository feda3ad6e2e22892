import type { ChildProcess } from 'node:child_process'
import { whenGone } from '../../src/demo/when-gone.ts'

/** A signal that comes later than this after the first is a person who does not want to wait. */
const oneKeyPressMs = 2000

/**
 * Passes on to the app that this process is asked to end: by a signal, or since npm is gone.
 *
 * Once only. Ctrl+C reaches every process of the terminal, and npm sends it on besides; a second signal
 * ends Electron before it has cleared the clipboard. A further one, later, ends it at once.
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
