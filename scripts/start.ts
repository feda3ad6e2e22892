/** `npm start`: builds the app if it is stale, and starts it on the best runtime available. */
import { buildIfStale } from './runtime/build.ts'
import { chooseRuntime } from '../stand-in/browsers/choose-runtime.ts'
import { endWith } from './runtime/end-with.ts'
import { hasDisplay, runApp } from './runtime/run-app.ts'

process.exitCode = 1
if (hasDisplay()) {
  const runtime = chooseRuntime()
  if (runtime && buildIfStale()) {
    const app = runApp(runtime, process.argv.slice(2))
    endWith(() => app)
    app.once('exit', (code) => (process.exitCode = code ?? 1))
  }
}
