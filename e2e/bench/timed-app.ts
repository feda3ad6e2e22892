import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { RunningApp } from '../running-app.ts'
import { root } from '../../scripts/runtime/build.ts'

/** Imported first: remembers when the window was created, and lets the page collect its garbage. */
const record = `import { app } from 'electron'
app.commandLine.appendSwitch('js-flags', '--expose-gc')
app.once('browser-window-created', () => {
  globalThis.windowCreatedAtMs = performance.timeOrigin + performance.now()
})
`

/** The least that a window can show, in a window like Touchstone's and served as its page is. */
const blank = (
  preload: string,
  head = '',
) => `import { app, BrowserWindow, protocol, session } from 'electron'
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])
app.enableSandbox()
void app.whenReady().then(() => {
  const page = '<!doctype html><html lang="en"><title>Blank</title>${head}<p>Blank</p></html>'
  const types = { html: 'text/html', js: 'text/javascript', css: 'text/css' }
  session.fromPartition('touchstone').protocol.handle('app', ({ url }) => {
    const ending = url.split('.').at(-1)
    const body = ending === 'html' ? page : ''
    return new Response(body, { headers: { 'content-type': types[ending] + '; charset=utf-8' } })
  })
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

/** Folders of two apps that tell when their window was created: see `msToPaint`. */
export interface TimedApps {
  touchstone: string
  blank: string
  /** The same with an empty script and an empty style sheet. */
  blankWithFiles: string
}

export async function makeTimedApps(folder: string): Promise<TimedApps> {
  const touchstone = join(folder, 'touchstone')
  const built = pathToFileURL(join(root, 'out/main/index.js')).href
  await makeApp(touchstone, `import ${JSON.stringify(built)}\n`)
  // Touchstone finds its templates in its own folder.
  await symlink(join(root, 'resources'), join(touchstone, 'resources'), 'junction')
  const preload = join(root, 'out/preload/index.cjs')
  const files = '<script type="module" src="./a.js"></script><link rel="stylesheet" href="./a.css">'
  const pages = { blank: join(folder, 'blank'), blankWithFiles: join(folder, 'blank-with-files') }
  await makeApp(pages.blank, blank(preload))
  await makeApp(pages.blankWithFiles, blank(preload, files))
  return { touchstone, ...pages }
}

async function makeApp(folder: string, main: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const manifest = { name: 'timed', version: '0.0.0', type: 'module', main: 'main.js' }
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
  await writeFile(join(folder, 'record.js'), record)
  await writeFile(join(folder, 'main.js'), `import './record.js'\n${main}`)
}

/**
 * Milliseconds from creating the window in main to its first content on screen: the list, since the
 * words before it do not show so soon, and the view beside it comes behind it.
 */
export async function msToPaint({ evaluate, page }: RunningApp): Promise<number> {
  const createdAtMs = await evaluate(
    () => (globalThis as { windowCreatedAtMs?: number }).windowCreatedAtMs ?? NaN,
  )
  const paintedAtMs = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          const [painted] = list.getEntriesByName('first-contentful-paint')
          if (painted) resolve(performance.timeOrigin + painted.startTime)
        })
        observer.observe({ type: 'paint', buffered: true })
      }),
  )
  return paintedAtMs - createdAtMs
}
