/**
 * `npm run dev`: builds and starts the app again on every change. What runs is what is shipped: no
 * server that hands out modules, no exception in the content security policy.
 */
import type { ChildProcess } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { buildIfStale, root } from './runtime/build.ts'
import { chooseRuntime, type Runtime } from '../stand-in/browsers/choose-runtime.ts'
import { endWith } from './runtime/end-with.ts'
import { hasDisplay, runApp } from './runtime/run-app.ts'

/** Editors save several files at once: the build starts when nothing was written for so long. */
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
    // Closing the window ends it all; being replaced does not.
    started.once('exit', (code) => {
      if (app === started) stop(code ?? 1)
    })
  }
  function rebuild(): void {
    if (!buildIfStale()) return // what is wrong has been said; the app that runs stays
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
