import { existsSync, readFileSync } from 'node:fs'
import { expect, fixtureApp, test } from './launch/fixture.ts'

/** The page's own globals, for functions that run in it. */
declare const document: { body: { innerHTML: string } }
declare const location: { href: string }
declare const window: { open: (url: string, name?: string) => unknown }
declare const navigator: {
  permissions: { query: (permission: { name: string }) => Promise<{ state: string }> }
}

test('serves a scheme to the session that handles it, and to no other', async ({ launch }) => {
  const app = await launch({
    app: fixtureApp('plain'),
    env: { FIXTURE_SERVED_ON: 'default session' },
  })
  await expect(app.page.locator('h1')).toHaveText('Not loaded')
  expect(await app.evaluate(() => Reflect.get(globalThis, 'loadError') as unknown)).toBe(
    "ERR_UNKNOWN_URL_SCHEME (-302) loading 'app://touchstone/index.html'",
  )
})

test('takes a scheme that has no privileges, and none twice', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  const handle = (scheme: string) =>
    app.evaluate(({ session }, name) => {
      const { protocol } = session.fromPartition('fixture')
      protocol.handle(name, () => new Response(''))
      return protocol.isProtocolHandled(name)
    }, scheme)
  expect(await handle('other')).toBe(true)
  await expect(handle('other')).rejects.toThrow('Failed to register protocol: other')
  await expect(handle('app')).rejects.toThrow('Failed to register protocol: app')
})

test('has Chromium enforce the content security policy and trusted types', async ({ launch }) => {
  const { page } = await launch({ app: fixtureApp('plain') })
  await expect(page.locator('h1')).toHaveText('Fixture is ready')
  const seen = await page.evaluate(async () => ({
    inline: Reflect.get(globalThis, 'inlineRan') as unknown,
    own: (await fetch('./page.js')).status,
    missing: (await fetch('./missing.js')).status,
    outside: await fetch('https://example.com/').then(String, (error: unknown) => String(error)),
    html: (() => {
      try {
        document.body.innerHTML = '<b>'
        return 'written'
      } catch (error) {
        return (error as Error).name
      }
    })(),
  }))
  expect(seen).toEqual({
    inline: undefined,
    own: 200,
    missing: 404,
    outside: 'TypeError: Failed to fetch',
    html: 'TypeError',
  })
})

test('asks will-navigate before the page goes anywhere', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  await app.evaluate(({ BrowserWindow }) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-navigate', (event) => {
      asked.push(event.url)
      if (asked.length < 3) event.preventDefault()
    })
  })
  const asked = () => app.evaluate(() => Reflect.get(globalThis, 'asked') as unknown)
  const address = app.page.url()
  await app.page.click('#other')
  await expect.poll(asked).toEqual(['app://touchstone/other.html'])
  await app.page.evaluate(() => {
    location.href = 'https://example.com/'
  })
  await expect.poll(asked).toEqual(['app://touchstone/other.html', 'https://example.com/'])
  expect(app.page.url()).toBe(address)
  await app.page.click('#other')
  await expect(app.page.locator('h1')).toHaveText('Other is ready')
})

test('asks will-redirect when the answer sends the page elsewhere', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  await app.evaluate(({ BrowserWindow }) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-redirect', (event) => {
      asked.push(event.url)
      if (asked.length === 1) event.preventDefault()
    })
  })
  const asked = () => app.evaluate(() => Reflect.get(globalThis, 'asked') as unknown)
  await app.page.click('#moved')
  await expect.poll(asked).toEqual(['app://touchstone/other.html'])
  await expect(app.page.locator('h1')).toHaveText('Fixture is ready')
  await app.page.click('#moved')
  await expect(app.page.locator('h1')).toHaveText('Other is ready')
})

test('tells that the page begins to load, or goes to another place in it', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  await expect(app.page.locator('h1')).toHaveText('Fixture is ready')
  const told = () => app.evaluate(() => Reflect.get(globalThis, 'begun') as number)
  await app.evaluate(({ BrowserWindow }) => {
    Reflect.set(globalThis, 'begun', 0)
    BrowserWindow.getAllWindows()[0]?.webContents.on('did-start-loading', () => {
      Reflect.set(globalThis, 'begun', (Reflect.get(globalThis, 'begun') as number) + 1)
    })
  })
  await app.page.evaluate(() => {
    location.href = '#elsewhere'
  })
  await expect.poll(told).toBe(1)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload())
  await expect.poll(told).toBe(2)
})

test('asks setWindowOpenHandler, and opens nothing where it denies', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  await app.evaluate(({ BrowserWindow }) => {
    const asked: unknown[] = []
    Object.assign(globalThis, { asked })
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    contents?.setWindowOpenHandler(({ url, frameName }) => {
      asked.push([url, frameName])
      return { action: 'deny' }
    })
    contents?.reload()
  })
  await app.page.waitForEvent('load')
  await app.page.click('#window')
  const opened = await app.page.evaluate(() => window.open('./other.html', 'name'))
  expect(opened).toBeNull()
  const asked = () => app.evaluate(() => Reflect.get(globalThis, 'asked') as unknown)
  await expect.poll(asked).toEqual([
    ['https://example.com/window', ''],
    ['app://touchstone/other.html', 'name'],
  ])
  expect(app.page.context().pages()).toHaveLength(1)
})

test('opens windows where nobody denies it, as Electron does', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  const open = () => app.page.evaluate(() => void window.open('./other.html'))
  const shown = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .map((window) => window.webContents.getURL())
        .filter((url) => url.endsWith('/other.html')),
    )
  await open()
  await expect.poll(shown).toHaveLength(1)
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().endsWith('/index.html'))
      ?.webContents.setWindowOpenHandler(() => ({ action: 'allow' }))
  })
  await open()
  await expect.poll(shown).toHaveLength(2)
})

test('has no proxy but one that nothing answers, through which nothing goes', async ({
  launch,
}) => {
  const app = await launch({ app: fixtureApp('plain') })
  const set = (proxyRules: string) =>
    app.evaluate(({ session }, rules) => {
      const own = session.fromPartition('fixture')
      const proxyBypassRules = '<-loopback>'
      return own.setProxy({ mode: 'fixed_servers', proxyRules: rules, proxyBypassRules })
    }, proxyRules)
  await expect(set('http://proxy.example:3128')).rejects.toThrow('The stand-in has no proxies')
  await set('http://127.0.0.1:0')
  const failed = app.page.waitForEvent('requestfailed')
  await app.page.evaluate(() => {
    location.href = 'http://127.0.0.1:9/'
  })
  expect((await failed).failure()?.errorText).toBe('net::ERR_CONNECTION_FAILED')
})

test('grants every permission until both handlers deny', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  const states = () =>
    app.page.evaluate(async () => {
      const names = ['notifications', 'geolocation', 'clipboard-read']
      const answers = names.map((name) => navigator.permissions.query({ name }))
      return (await Promise.all(answers)).map(({ state }) => state)
    })
  expect(await states()).toEqual(['granted', 'granted', 'granted'])
  await app.evaluate(({ session }) => {
    const own = session.fromPartition('fixture')
    own.setPermissionCheckHandler((_contents, permission) => permission === 'notifications')
    own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  })
  await expect.poll(states).toEqual(['granted', 'denied', 'denied'])
})

test('asks will-download, and downloads nothing', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  await app.evaluate(({ session }) => {
    session.fromPartition('fixture').on('will-download', (event, item) => {
      event.preventDefault()
      Object.assign(globalThis, { download: [item.getFilename(), item.getURL()] })
    })
  })
  await app.page.click('#file')
  await expect
    .poll(() => app.evaluate(() => Reflect.get(globalThis, 'download') as unknown))
    .toEqual(['file.txt', 'app://touchstone/page.js'])
})

test('saves a download that nobody prevents', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  const path = test.info().outputPath('saved.txt')
  await app.evaluate(({ session }, to) => {
    session.fromPartition('fixture').on('will-download', (_event, item) => {
      item.setSavePath(to)
    })
  }, path)
  await app.page.click('#file')
  await expect.poll(() => existsSync(path)).toBe(true)
  await expect.poll(() => readFileSync(path, 'utf8')).toContain(' is ready')
})

test('reports a crashed page', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.on('render-process-gone', (_event, details) => {
      Object.assign(globalThis, { gone: details.reason })
    })
  })
  const client = await app.page.context().newCDPSession(app.page)
  void client.send('Page.crash').catch(() => undefined)
  await expect
    .poll(() => app.evaluate(() => Reflect.get(globalThis, 'gone') as unknown))
    .toBe('crashed')
})
