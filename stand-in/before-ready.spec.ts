import { startMain } from './launch/on-chromium.ts'
import { expect, fixtureApp, test } from './launch/fixture.ts'

test('refuses before ready what Electron refuses before ready', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('early') })
  expect(await app.evaluate(() => Reflect.get(globalThis, 'refusals') as unknown)).toEqual({
    BrowserWindow: 'Cannot create BrowserWindow before app is ready',
    screen: "The 'screen' module can't be used before the app 'ready' event",
    session: 'Session can only be received when app is ready',
    defaultSession: 'Session can only be received when app is ready',
    protocol: 'Session can only be received when app is ready',
    safeStorage: 'safeStorage cannot be used before app is ready',
  })
  await expect(app.page.locator('h1')).toHaveText('Late')
  // What answers all the same.
  expect(await app.evaluate(() => Reflect.get(globalThis, 'answers') as unknown)).toEqual({
    safeStorage: false,
    clipboard: 'early',
  })
})

test('refuses after ready what has to be said before it', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  await expect(
    app.evaluate(({ protocol }) => {
      protocol.registerSchemesAsPrivileged([])
    }),
  ).rejects.toThrow('should be called before app is ready')
  await expect(
    app.evaluate(({ app }) => {
      app.enableSandbox()
    }),
  ).rejects.toThrow('can only be called before app is ready')
})

test('never becomes ready for a main module that awaits it', async () => {
  const main = await startMain({ app: fixtureApp('waiting'), userData: test.info().outputDir })
  await expect.poll(main.output).toContain('a top-level `await app.whenReady()` never resolves')
  expect(main.output()).toContain('waiting')
  expect(main.output()).not.toContain('never reached')
  expect(
    await main.ask({ type: 'evaluate', source: '({ app }) => app.isReady()', argument: null }),
  ).toBe(false)
  main.child.kill('SIGKILL')
  await main.exited
})
