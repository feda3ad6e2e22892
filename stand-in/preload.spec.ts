import type { Page } from '@playwright/test'
import { expect, fixtureApp, type LaunchedApp, test } from './launch/fixture.ts'

declare const api: {
  settings: { theme: string; nested: { list: number[] } }
  changeSettings: () => void
  readSettings: () => string
  double: (number: number) => number
  callBack: (listener: (text: string) => unknown) => unknown
  invoke: (channel: string, ...args: unknown[]) => Promise<unknown>
  fail: () => void
  require: (id: string) => string
  exposedTwice: () => string
}

const preloadError = (app: LaunchedApp) =>
  app.evaluate(() => Reflect.get(globalThis, 'preloadError') as unknown)

/** What every world of the page writes to its console. Playwright listens to the page's own only. */
async function openConsole(page: Page): Promise<() => string> {
  const lines: unknown[] = []
  const client = await page.context().newCDPSession(page)
  client.on('Runtime.consoleAPICalled', ({ args }) => lines.push(args[0]?.value))
  await client.send('Runtime.enable')
  return () => lines.join('\n')
}

test('leaves the page without an API where the preload is missing', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain'), env: { FIXTURE_PRELOAD: 'missing.cjs' } })
  await expect(app.page.locator('h1')).toHaveText('Fixture is ready')
  expect(await app.page.evaluate(() => typeof api)).toBe('undefined')
  await expect
    .poll(() => preloadError(app))
    .toEqual([expect.stringContaining('missing.cjs'), expect.stringContaining('ENOENT')])
  const console_ = await openConsole(app.page)
  await app.page.reload()
  await expect.poll(console_).toContain('Unable to load preload script')
})

test('does not load an ES module into a sandboxed window', async ({ launch }) => {
  const env = { FIXTURE_PRELOAD: 'module-preload.cjs' }
  const app = await launch({ app: fixtureApp('plain'), env })
  await expect(app.page.locator('h1')).toHaveText('Fixture is ready')
  expect(await app.page.evaluate(() => typeof api)).toBe('undefined')
  await expect
    .poll(() => preloadError(app))
    .toEqual([
      expect.stringContaining('module-preload.cjs'),
      'Cannot use import statement outside a module',
    ])
})

test('keeps the preload out of reach of the page', async ({ launch }) => {
  const { page } = await launch({ app: fixtureApp('plain') })
  const names = [
    'require',
    'module',
    'process',
    'ofThePreload',
    'ipcRenderer',
    'toMain',
    'fromMain',
  ]
  for (const name of names) expect(await page.evaluate(`typeof ${name}`), name).toBe('undefined')
  expect(await page.evaluate(() => api.require('electron'))).toBe('object')
  await expect(page.evaluate(() => api.require('node:fs'))).rejects.toThrow('module not found')
})

test('exposes copies, frozen, and only once', async ({ launch }) => {
  const { page } = await launch({ app: fixtureApp('plain') })
  const seen = await page.evaluate(() => {
    'use strict'
    const attempts = [
      () => (api.settings.nested.list[0] = 9),
      () => (api.double = () => 0),
      () => Reflect.set(globalThis, 'api', 1) || Reflect.get(null as never, 'x'),
    ].map((attempt) => {
      try {
        return attempt()
      } catch (error) {
        return (error as Error).name
      }
    })
    api.changeSettings()
    const { theme } = api.settings
    return { attempts, theme, inPreload: api.readSettings(), again: api.exposedTwice() }
  })
  expect(seen).toEqual({
    attempts: ['TypeError', 'TypeError', 'TypeError'],
    theme: 'dark',
    inPreload: 'light',
    again: 'Cannot bind an API on top of an existing property on the window object',
  })
})

test('passes functions as functions: results at once, callbacks, errors as text', async ({
  launch,
}) => {
  const { page } = await launch({ app: fixtureApp('plain') })
  const seen = await page.evaluate(async () => {
    let thrown: unknown
    try {
      api.fail()
    } catch (error) {
      thrown = [
        (error as Error).name,
        (error as Error).message,
        Reflect.get(error as Error, 'code'),
      ]
    }
    return {
      double: api.double(21),
      callBack: api.callBack((text) => `${text} back`),
      promise: await api.invoke('echo', 1),
      thrown,
    }
  })
  expect(seen).toEqual({
    double: 42,
    callBack: 'called back',
    promise: 1,
    thrown: ['Error', 'no', undefined],
  })
})
