/**
 * `npm run dev`: rebuilds and restarts the app on every change. It runs the same build that is
 * shipped: no module server, no exception in the content security policy.
 */
import type { ChildProcess } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { buildIfStale, root } from './runtime/build.ts'
import { chooseRuntime, type Runtime } from '../stand-in/browsers/choose-runtime.ts'
import { endWith } from './runtime/end-with.ts'
import { hasDisplay, runApp } from './runtime/run-app.ts'

/** Editors save several files at once, so the build waits for a pause of this length. */
const quietMs = 200

const runtime = hasDisplay() ? chooseRuntime() : undefined
if (runtime && buildIfStale()) develop(runtime)
else process.exitCode = 1

function develop(runtime: Runtime): void {
  let app: ChildProcess | undefined
  let quiet: NodeJS.Timeout | undefined
  const watcher = watch(join(root, 'src'), { recursive: true }, () => {
    clearTimeout(quiet)
    quiet = setTimeout(rebuild, quietMs)
  })

  function start(): void {
    const started = runApp(runtime, process.argv.slice(2))
    app = started
    // Closing the window ends this script. An app that is replaced by a new one does not.
    started.once('exit', (code) => {
      if (app === started) stop(code ?? 1)
    })
  }
  function rebuild(): void {
    if (!buildIfStale()) return // The build has printed the error; the running app stays.
    const previous = app
    app = undefined
    previous?.once('exit', start)
    previous?.kill()
  }
  function stop(code: number): void {
    watcher.close()
    clearTimeout(quiet)
    process.exitCode = code
  }
  endWith(() => app)
  start()
}
