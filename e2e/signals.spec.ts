import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { startDisplay, type VirtualDisplay, xvfb } from '../stand-in/launch/display.ts'
import { fixtureApp } from '../stand-in/launch/fixture.ts'
import { processesWith } from '../stand-in/launch/processes.ts'
import { collectOutput } from '../stand-in/launch/running-app.ts'
import { expect, test } from './pages/touchstone.ts'

// `npm start` is npm, a shell, scripts/start.ts, and the app. A terminal signals all of them, a service
// manager or `kill` may signal npm alone. Either way the app has to clear the clipboard, and end.

test.skip(process.platform !== 'linux', 'finds processes by /proc, and needs X11 for its display')
test.skip(!existsSync(xvfb), "needs Xvfb, which is installed together with Debian's Chromium")
test.setTimeout(120_000)

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  for (const to of ['npm alone', 'the group'] as const) {
    test(`${signal} to ${to} clears the clipboard and leaves nothing running`, async ({
      launch,
    }) => {
      const folder = await mkdtemp('/tmp/touchstone-signals-')
      const display = await startDisplay()
      const started = await npmStart(folder, display)
      try {
        await copy('a token', started)
        // The clipboard of X11 ends with its owner. What another program holds stays, as with a
        // clipboard manager, until the app clears it.
        const manager = await launch({ app: fixtureApp('plain'), env: display.env })
        await expect.poll(() => manager.readClipboard()).toBe('a token')
        await manager.evaluate(({ clipboard }) => clipboard.writeText('a token'))
        // Its own reads come after its writes: it owns the clipboard by now.
        expect(await manager.readClipboard()).toBe('a token')

        const { pid = 0 } = started.npm
        process.kill(to === 'the group' ? -pid : pid, signal)
        await expect.poll(() => processesWith(folder), { timeout: 20_000 }).toEqual([])
        expect(await manager.readClipboard(), started.output()).toBe('')
        await manager.abandon()
      } finally {
        endAll(folder)
        await display.end()
        await rm(folder, { recursive: true, maxRetries: 10 })
      }
    })
  }
}

interface Started {
  npm: ChildProcess
  port: number
  output: () => string
}

/** As from a terminal: npm leads a process group of its own. */
async function npmStart(folder: string, { env }: VirtualDisplay): Promise<Started> {
  const temporary = join(folder, 'tmp')
  await mkdir(temporary)
  const port = await freePort()
  const switches = [`--user-data-dir=${join(folder, 'data')}`, `--remote-debugging-port=${port}`]
  const npm = spawn('npm', ['start', '--', ...switches], {
    cwd: join(import.meta.dirname, '..'),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...env,
      TMPDIR: temporary,
      npm_config_update_notifier: 'false',
    },
  })
  return { npm, port, output: collectOutput([npm.stdout, npm.stderr]) }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/**
 * Copies a text as the page copies a token. By DevTools' own protocol: Playwright connects to Electron only
 * if it has started it.
 */
async function copy(text: string, { port, output }: Started): Promise<void> {
  let address = ''
  const findPage = async () => {
    const targets = (await fetch(`http://127.0.0.1:${port}/json/list`)
      .then((response) => response.json())
      .catch(() => [])) as { type: string; url: string; webSocketDebuggerUrl: string }[]
    const page = targets.find(
      ({ type, url }) => type === 'page' && /^app:|\.app\.invalid\//.test(url),
    )
    address = page?.webSocketDebuggerUrl ?? ''
    return address !== ''
  }
  await expect
    .poll(findPage, { timeout: 60_000 })
    .toBe(true)
    .catch((error: unknown) => {
      throw new Error(`No page was found. ${output()}`, { cause: error })
    })
  // Main refuses what is asked before it knows the page as its own.
  await expect.poll(() => call(address, text), { timeout: 20_000 }).toContain('clearsAfterSeconds')
}

/** Has the page copy the text. @returns what main has responded, as part of a message of DevTools */
async function call(address: string, text: string): Promise<string> {
  const socket = new WebSocket(address)
  await once(socket, 'open')
  const expression = `window.api.copyText(${JSON.stringify({ text, secret: true })}).then(JSON.stringify)`
  const params = { expression, awaitPromise: true }
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }))
  const [{ data }] = (await once(socket, 'message')) as [MessageEvent<string>]
  socket.close()
  return data
}

/** What a failed spec has left. */
function endAll(folder: string): void {
  for (const { pid } of processesWith(folder)) process.kill(pid, 'SIGKILL')
}
