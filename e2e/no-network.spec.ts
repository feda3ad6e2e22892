import { readFile } from 'node:fs/promises'
import type { RunningApp } from '../stand-in/launch/running-app.ts'
import { attempts, startListeners, tryToReach } from './pages/network-attempts.ts'
import { expect, test } from './pages/touchstone.ts'

const pageUrl = 'app://touchstone/index.html'

/** Has Chromium write down each of its sockets and name look-ups. */
const logTo = (file: string) => ({ args: [`--log-net-log=${file}`] })

/** The text of the log after the app has ended, when Chromium has finished it. */
async function finished(file: string): Promise<string> {
  await expect.poll(() => readFile(file, 'utf8')).toMatch(/\]\s*\}\s*$/)
  return readFile(file, 'utf8')
}

test('the page reaches nobody, whatever way it tries', async ({ open }) => {
  const listeners = await startListeners()
  const log = test.info().outputPath('net-log.json')
  const { app } = await open(logTo(log))
  for (const way of attempts) {
    await app.page.evaluate(tryToReach, { way, ports: listeners.ports })
  }
  await app.page.evaluate(prefetchName, 'prefetched.example')
  await app.page.waitForTimeout(2000)
  expect(listeners.arrived()).toBe(0)
  await app.close()
  expect((await finished(log)).includes('prefetched.example')).toBe(false)
  await listeners.close()
})

test('what the page tries arrives where nothing prevents it', async ({ open }) => {
  const { app } = await open()
  await openUp(app)
  // The policy for frames and forms is checked outside the page, where it cannot be passed by.
  for (const way of attempts.filter((name) => name !== 'frame' && name !== 'form')) {
    const listeners = await startListeners()
    await app.page.evaluate(tryToReach, { way, ports: listeners.ports }).catch(() => null)
    await expect.poll(listeners.arrived, way).toBeGreaterThan(0)
    await listeners.close()
  }
})

test('the proxies of calls are not those of the page', async ({ reuse }) => {
  const { app } = await reuse()
  const [ofPage, ofCalls] = await app.evaluate(({ session }) =>
    Promise.all(
      [session.fromPartition('touchstone'), session.defaultSession].map((one) =>
        one.resolveProxy('http://127.0.0.1/'),
      ),
    ),
  )
  expect(ofPage).toBe('PROXY 127.0.0.1:0')
  expect(ofCalls).toBe('DIRECT')
})

test('what the page looks up is in the log', async ({ open }) => {
  const log = test.info().outputPath('net-log.json')
  const { app } = await open(logTo(log))
  await openUp(app)
  await app.page.evaluate(() => fetch('https://looked-up.example/').catch(() => null))
  await app.close()
  expect((await finished(log)).includes('looked-up.example')).toBe(true)
})

function prefetchName(name: string): void {
  const href = `https://${name}/`
  document.head.append(Object.assign(document.createElement('link'), { rel: 'dns-prefetch', href }))
}

/** Takes away all that keeps the page from the network. */
async function openUp({ page, evaluate }: RunningApp): Promise<void> {
  const client = await page.context().newCDPSession(page)
  await client.send('Page.setBypassCSP', { enabled: true })
  await evaluate(async ({ BrowserWindow, session }, url) => {
    const own = session.fromPartition('touchstone')
    await own.setProxy({ mode: 'direct' })
    own.setPermissionCheckHandler(null)
    own.setPermissionRequestHandler(null)
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    contents?.removeAllListeners('will-navigate')
    contents?.setWindowOpenHandler(() => ({ action: 'allow' }))
    contents?.setWebRTCIPHandlingPolicy('default')
    await contents?.loadURL(url)
  }, pageUrl)
}
