import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** Starts the app again with the arguments of this process, for `app.relaunch()`. */
export function startAgain(): void {
  const starter = join(import.meta.dirname, 'run.ts')
  const args = [...process.execArgv, starter, ...process.argv.slice(1)]
  spawn(process.execPath, args, { detached: true, stdio: 'inherit' }).unref()
}
