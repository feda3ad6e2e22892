import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { RunningApp } from '../../stand-in/launch/running-app.ts'
import { root } from '../../scripts/runtime/build.ts'

/** Imported before main; records when the window was created. */
const record = `import { app } from 'electron'
app.once('browser-window-created', () => {
  globalThis.windowCreatedAtMs = performance.timeOrigin + performance.now()
})
`

/** An app with a minimal page, but with the same window options and served in the same way. */
const blank = (preload: string) => `import { app, BrowserWindow, protocol, session } from 'electron'
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
void app.whenReady().then(() => {
  const page = '<!doctype html><html lang="en"><title>Blank</title><p>Blank</p></html>'
  session.fromPartition('touchstone').protocol.handle('app', () =>
    new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } }),
  )
  const window = new BrowserWindow({
    width: 1180,
    height: 780,
    show: false,
    webPreferences: {
      preload: ${JSON.stringify(preload)},
      partition: 'touchstone',
      contextIsolation: true,
      sandbox: true,
    },
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL('app://touchstone/index.html')
})
`

/** Folders of two apps that record when their window was created. */
export interface TimedApps {
  touchstone: string
  blank: string
}

export async function makeTimedApps(folder: string): Promise<TimedApps> {
  const touchstone = join(folder, 'touchstone')
  const built = pathToFileURL(join(root, 'out/main/index.js')).href
  await makeApp(touchstone, `import ${JSON.stringify(built)}\n`)
  // Touchstone finds its templates in its own folder.
  await symlink(join(root, 'resources'), join(touchstone, 'resources'), 'junction')
  const preload = join(root, 'out/preload/index.cjs')
  const blankPage = join(folder, 'blank')
  await makeApp(blankPage, blank(preload))
  return { touchstone, blank: blankPage }
}

async function makeApp(folder: string, main: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const manifest = { name: 'timed', version: '0.0.0', type: 'module', main: 'main.js' }
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
  await writeFile(join(folder, 'record.js'), record)
  await writeFile(join(folder, 'main.js'), `import './record.js'\n${main}`)
}

/** Milliseconds from creating the window in main to its first content on screen: the list. */
export const msToPaint = (app: RunningApp): Promise<number> =>
  msTo(app, 'paint', 'first-contentful-paint')

/** Milliseconds from creating the window in main until the scripts have mounted the list. */
export const msToUse = (app: RunningApp): Promise<number> => msTo(app, 'mark', 'usable')

async function msTo(
  { evaluate, page }: RunningApp,
  type: 'paint' | 'mark',
  name: string,
): Promise<number> {
  const createdAtMs = await evaluate(
    () => (globalThis as { windowCreatedAtMs?: number }).windowCreatedAtMs ?? NaN,
  )
  const atMs = await page.evaluate(
    ([type, name]) =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          const [entry] = list.getEntriesByName(name)
          if (entry) resolve(performance.timeOrigin + entry.startTime)
        })
        observer.observe({ type, buffered: true })
      }),
    [type, name] as const,
  )
  return atMs - createdAtMs
}
