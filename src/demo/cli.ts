import { randomBytes } from 'node:crypto'
import { parseArguments, type ServeArguments } from './cli-arguments.ts'
import { helpText } from './cli-help.ts'
import { startDemoServer } from './index.ts'
import { openKeyFolder } from './key-folder.ts'
import { whenGone } from './when-gone.ts'

/** The demo services alone, without Electron: `npm run --silent demo-server -- --help`. */
async function main(): Promise<void> {
  const parsed = parseArguments(process.argv.slice(2))
  switch (parsed.run) {
    case 'help':
      process.stdout.write(helpText())
      return
    case 'refuse':
      process.stderr.write(`demo-server: ${parsed.reason}\nTry --help.\n`)
      process.exitCode = 2
      return
    case 'serve':
      await serve(parsed.arguments)
  }
}

async function serve(args: ServeArguments): Promise<void> {
  const { keys, clockOffsetSeconds, ...options } = args
  const kept = keys === undefined ? { seed: randomBytes(32) } : await openKeyFolder(keys)
  const now = () => Date.now() + clockOffsetSeconds * 1000
  const { url, jwksUrl, services, close } = await startDemoServer({ ...options, ...kept, now })
  const shown = services.map(({ template, baseUrl, fields }) => ({ template, baseUrl, fields }))
  process.stdout.write(`${JSON.stringify({ url, jwksUrl, services: shown })}\n`)
  const stop = () => {
    close().catch(fail)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  if (process.env['npm_lifecycle_event'] !== undefined) whenGone(process.ppid, stop)
}

function fail(error: unknown): void {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  const reason = error instanceof Error ? error.message : String(error)
  process.stderr.write(
    taken
      ? `demo-server: the port is in use (${reason}); --port 0 uses any free one\n`
      : `demo-server: ${reason}\n`,
  )
  process.exitCode = 1
}

main().catch(fail)
