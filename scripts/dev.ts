/**
 * `npm run dev`: rebuilds on every change and starts the app again. What runs is what is shipped: no server that
 * hands out modules, no exception in the content security policy.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { buildIfStale, electronVite, root } from './runtime/build.ts'
import { chooseRuntime } from './runtime/choose-runtime.ts'
import { hasDisplay, runApp } from './runtime/run-app.ts'

/** The three parts are written one after the other: the app starts when nothing was written for so long. */
const quietMs = 400

const runtime = hasDisplay() ? chooseRuntime() : undefined
if (runtime && buildIfStale()) {
  const builder = spawn(process.execPath, [electronVite, 'build', '--watch'], {
    cwd: root,
    stdio: 'inherit',
  })
  let app: ChildProcess | undefined
  let quiet: NodeJS.Timeout | undefined

  const start = () => {
    const started = runApp(runtime, process.argv.slice(2))
    app = started
    // Closing the window ends it all; being replaced does not.
    started.once('exit', () => {
      if (app === started) builder.kill()
    })
  }
  const restart = () => {
    const previous = app
    app = undefined
    if (!previous || previous.exitCode !== null) {
      start()
      return
    }
    previous.once('exit', start)
    previous.kill()
  }
  const watcher = watch(join(root, 'out'), { recursive: true }, () => {
    clearTimeout(quiet)
    quiet = setTimeout(restart, quietMs)
  })
  builder.once('exit', (code) => {
    watcher.close()
    clearTimeout(quiet)
    app?.kill()
    process.exitCode = code ?? 0
  })
} else {
  process.exitCode = 1
}
