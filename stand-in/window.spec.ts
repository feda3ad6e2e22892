import { expect, fixtureApp, test } from './launch/fixture.ts'

/** The page's own globals, for functions that run in it. */
declare const window: { outerWidth: number; outerHeight: number }
declare function matchMedia(query: string): { matches: boolean }

test('has the size it is given, even below its minimum', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  const size = () => app.page.evaluate(() => [window.outerWidth, window.outerHeight])
  const bounds = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  await expect.poll(size).toEqual([700, 500])
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 30, y: 40, width: 900, height: 600 })
  })
  await expect.poll(size).toEqual([900, 600])
  expect(await bounds()).toEqual({ x: 30, y: 40, width: 900, height: 600 })

  const smallest = await app.evaluate(({ BrowserWindow }) => {
    const small = new BrowserWindow({ width: 100, height: 100, minWidth: 480, minHeight: 420 })
    return small.getBounds()
  })
  // Until a window manager resizes it.
  expect(smallest).toMatchObject({ width: 100, height: 100 })
})

test('tells when it is resized, and not maximized where no window manager does it', async ({
  launch,
}) => {
  const app = await launch({ app: fixtureApp('plain') })
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    for (const event of ['resize', 'maximize'] as const) {
      window?.on(event as 'resize', () => {
        console.log(`- ${event}`)
      })
    }
    window?.maximize()
    window?.setBounds({ width: 600, height: 400 })
  })
  await expect.poll(app.output).toContain('- resize')
  expect(app.output()).not.toContain('- maximize')
  const isMaximized = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMaximized())
  expect(await isMaximized()).toBe(false)
})

test('refuses what it could not keep its promise on', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  const open = (options: object) =>
    app.evaluate(({ BrowserWindow }, given) => {
      new BrowserWindow(given)
    }, options)
  const refused = {
    'webPreferences.sandbox: false': { webPreferences: { sandbox: false } },
    'webPreferences.contextIsolation: false': { webPreferences: { contextIsolation: false } },
    'webPreferences.nodeIntegration: true': { webPreferences: { nodeIntegration: true } },
    'webPreferences.zoomFactor': { webPreferences: { zoomFactor: 2 } },
    'BrowserWindow option frame': { frame: false },
  }
  for (const [what, options] of Object.entries(refused)) {
    await expect(open(options), what).rejects.toThrow(what)
  }
})

test('follows the theme that main chooses, and tells main of no emulated one', async ({
  launch,
}) => {
  const app = await launch({ app: fixtureApp('plain') })
  const isDark = () => app.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  const inMain = () => app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)
  for (const theme of ['dark', 'light', 'system'] as const) {
    await app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source
    }, theme)
    await expect.poll(isDark).toBe(theme === 'dark')
    expect(await inMain()).toBe(theme === 'dark')
  }
  await app.page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(isDark).toBe(true)
  await app.page.waitForTimeout(500)
  expect(await inMain()).toBe(false)
  await expect(
    app.evaluate(({ nativeTheme }) => {
      Reflect.set(nativeTheme, 'themeSource', 'sepia')
    }),
  ).rejects.toThrow('is not a theme source')
})

test('says which members it lacks, and whether Electron has them', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  await expect(app.evaluate(({ app }) => app.getAppMetrics())).rejects.toThrow(
    'The stand-in has no App.getAppMetrics; Electron has it.',
  )
  await expect(
    app.evaluate(({ app }) => Reflect.get(app, 'getNothing') as unknown),
  ).rejects.toThrow('The stand-in has no App.getNothing; Electron does not have it either.')
  await expect(
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setOpacity(1)),
  ).rejects.toThrow('The stand-in has no BrowserWindow.setOpacity; Electron has it.')
  await expect(
    app.evaluate(({ Tray }) => {
      new Tray('icon.png')
    }),
  ).rejects.toThrow('The stand-in has no module "Tray"; Electron has it.')
})

test('shows dialogs only as a spec answers them', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  const ask = () => app.evaluate(({ dialog }) => dialog.showOpenDialog({}))
  await expect(ask()).rejects.toThrow('a spec has to replace dialog.showOpenDialog')
  await app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: ['/file'] })
  })
  expect(await ask()).toEqual({ canceled: false, filePaths: ['/file'] })

  const save = () => app.evaluate(({ dialog }) => dialog.showSaveDialog({}))
  await expect(save()).rejects.toThrow('a spec has to replace dialog.showSaveDialog')
  await app.evaluate(({ dialog }) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' })
  })
  expect(await save()).toEqual({ canceled: true, filePath: '' })
})
