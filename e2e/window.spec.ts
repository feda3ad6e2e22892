import { join } from 'node:path'
import { startWithoutWindow } from '../stand-in/launch/without-window.ts'
import type { LaunchedApp } from './fixture.ts'
import { resize } from './pages/resize.ts'
import { expect, test } from './pages/touchstone.ts'

test('the page runs nothing but its own files', async ({ reuse }) => {
  const { app } = await reuse()
  const tried = await app.page.evaluate(async () => {
    const outcome = { script: 'accepted', html: 'accepted', inline: 'accepted', fetch: 'accepted' }
    try {
      const script = document.createElement('script')
      script.src = 'data:text/javascript,globalThis.planted=1'
      document.body.append(script)
    } catch {
      outcome.script = 'refused'
    }
    try {
      document.body.insertAdjacentHTML('beforeend', '<b>planted</b>')
    } catch {
      outcome.html = 'refused'
    }
    const style = document.createElement('div')
    style.setAttribute('style', 'color: rgb(1, 2, 3)')
    document.body.append(style)
    if (getComputedStyle(style).color !== 'rgb(1, 2, 3)') outcome.inline = 'refused'
    await fetch('https://example.com/').catch(() => (outcome.fetch = 'refused'))
    return outcome
  })
  expect(tried).toEqual({ script: 'refused', html: 'refused', inline: 'refused', fetch: 'refused' })
})

test('the page gets its own files, and a clear refusal for anything else', async ({ reuse }) => {
  const { app } = await reuse()
  const statuses = await app.page.evaluate(() =>
    Promise.all(
      ['/index.html', '/none.js', '/%E0%A4%A.js', '/%', '/..%2fmain%2findex.js'].map(
        async (path) => (await fetch(path)).status,
      ),
    ),
  )
  expect(statuses).toEqual([200, 404, 400, 400, 404])
})

test('the policy names each kind of content, and refuses it from elsewhere', async ({ reuse }) => {
  const { app } = await reuse()
  const refused = await app.page.evaluateHandle(async (elsewhere) => {
    const directives = new Set<string>()
    document.addEventListener('securitypolicyviolation', (event) => {
      directives.add(event.effectiveDirective)
    })
    const add = (tag: string, properties: object) =>
      document.body.append(Object.assign(document.createElement(tag), properties))
    await fetch(elsewhere).catch(() => null)
    add('img', { src: elsewhere })
    add('link', { rel: 'stylesheet', href: elsewhere })
    add('iframe', { src: elsewhere })
    add('link', { rel: 'modulepreload', href: elsewhere })
    add('video', { src: elsewhere })
    add('base', { href: elsewhere })
    add('form', { action: elsewhere, method: 'post' })
    Array.from(document.forms).at(-1)?.submit()
    await new FontFace('Planted', `url(${elsewhere})`).load().catch(() => null)
    return directives
  }, 'https://elsewhere.example/')
  await expect
    .poll(() => refused.evaluate((directives) => [...directives].sort()))
    .toEqual([
      ...['base-uri', 'connect-src', 'font-src', 'form-action', 'frame-src', 'img-src'],
      ...['media-src', 'script-src-elem', 'style-src-elem'],
    ])
})

test('the policy allows nothing more than the page needs', async ({ reuse }) => {
  const { app } = await reuse()
  const policy = await app.page.evaluate(
    async () => (await fetch(location.href)).headers.get('content-security-policy') ?? '',
  )
  expect(policy.replace(/'sha256-[^']+'/, "'sha256-…'").split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'sha256-…'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types svelte-trusted-html',
  ])
})

test('the page goes nowhere and opens nothing', async ({ reuse }) => {
  const { app } = await reuse()
  const { page } = app
  const url = page.url()
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'https://example.com/'
    document.body.append(link)
    link.click()
    window.open('https://example.com/')
  })
  await page.waitForTimeout(300)
  expect(page.url()).toBe(url)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('a link in the page is refused', async ({ open }) => {
  const { app } = await open()
  await app.evaluate(({ BrowserWindow }) => {
    // After the app's own listener.
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-navigate', (event) => {
      Object.assign(globalThis, { navigation: event.defaultPrevented })
      event.preventDefault()
    })
  })
  await app.page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: 'https://example.com/' })
    document.body.append(link)
    link.click()
  })
  await expect
    .poll(() => app.evaluate(() => Reflect.get(globalThis, 'navigation') as unknown))
    .toBe(true)
})

test('nothing that the page stores is kept on disk', async ({ reuse }) => {
  const { app } = await reuse()
  const persistent = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.session.isPersistent()),
  )
  expect(persistent).toEqual([false])
})

test('a download of the page is refused', async ({ open }) => {
  const { app } = await open()
  await app.evaluate(({ BrowserWindow }) => {
    const own = BrowserWindow.getAllWindows()[0]?.webContents.session
    // After the app's own listener. Without one, Electron asks the user where to save.
    own?.on('will-download', (event, item) => {
      Object.assign(globalThis, { download: [item.getFilename(), event.defaultPrevented] })
      event.preventDefault()
    })
  })
  await app.page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: '/index.html' })
    link.download = 'planted.html'
    document.body.append(link)
    link.click()
  })
  await expect
    .poll(() => app.evaluate(() => Reflect.get(globalThis, 'download') as unknown))
    .toEqual(['planted.html', true])
})

test('the page gets no permission', async ({ reuse }) => {
  const { window } = await reuse()
  const states = await window.page.evaluate(async () => [
    Notification.permission,
    await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      () => 'denied',
    ),
    await navigator.clipboard.readText().then(
      () => 'granted',
      () => 'denied',
    ),
  ])
  expect(states).toEqual(['denied', 'denied', 'denied'])
})

test('the page has its calls and nothing of Electron or Node', async ({ reuse }) => {
  const { app } = await reuse()
  const seen = await app.page.evaluate(() => ({
    frozen: Object.isFrozen(window.api),
    globals: ['require', 'process', 'ipcRenderer', 'Buffer'].filter((name) => name in globalThis),
  }))
  expect(seen).toEqual({ frozen: true, globals: [] })
})

test('a call with an unknown field is refused', async ({ reuse }) => {
  const { app } = await reuse()
  const answer = await app.page.evaluate(() =>
    window.api.setPreferences({ theme: 'dark', more: true } as object),
  )
  expect(answer).toMatchObject({ ok: false, failure: { kind: 'invalid-input' } })
})

test('a call from another page is refused', async ({ open }) => {
  const { app } = await open()
  await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    await contents?.loadURL('app://touchstone/index.html?another')
  })
  const answer = await app.page.evaluate(() => window.api.snapshot(null))
  expect(answer).toMatchObject({ ok: false, failure: { kind: 'invalid-input' } })
})

test('the window comes back as large as it was', async ({ open }) => {
  const opened = await open()
  const sizeOf = async (app: LaunchedApp) => {
    const { width, height } = await app.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.getBounds() ?? { width: 0, height: 0 },
    )
    return { width, height }
  }
  await resize(opened, { width: 900, height: 640 })
  await expect.poll(() => sizeOf(opened.app)).toEqual({ width: 900, height: 640 })
  const again = await opened.app.restart()
  await again.page.getByRole('navigation', { name: 'Providers' }).waitFor()
  expect(await sizeOf(again)).toEqual({ width: 900, height: 640 })
})

test('a second start hands over to the first', async ({ reuse }) => {
  const { app, window } = await reuse()
  const second = await startWithoutWindow(join(import.meta.dirname, '..'), app.userData)
  expect(await second.exited).toBe(0)
  await expect(window.row('GoCardless')).toBeVisible()
})
