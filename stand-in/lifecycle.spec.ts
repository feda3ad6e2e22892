import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findInstalledChromium } from './browsers/find-chromium.ts'
import { expect, fixtureApp, test } from './launch/fixture.ts'
import { startMain } from './launch/on-chromium.ts'
import { processesWith } from './launch/processes.ts'
import { startWithoutWindow } from './launch/without-window.ts'

test.describe('leaves neither processes nor folders behind', () => {
  test.skip(process.platform === 'win32', 'Windows has no signals that a process could handle')
  const endings = {
    'after quitting': { end: 'quit', code: 0, leavesNoFolder: true },
    'after SIGTERM': { end: 'SIGTERM', code: 0, leavesNoFolder: true },
    'after SIGINT': { end: 'SIGINT', code: 0, leavesNoFolder: true },
    'after an exception that nobody caught': { end: 'throw', code: 1, leavesNoFolder: true },
    'when the process that started it goes away': { end: 'leave', code: 0, leavesNoFolder: true },
    // No handler can run: the pipe closes, and Chromium ends by itself.
    'after SIGKILL': { end: 'SIGKILL', code: null, leavesNoFolder: false },
  } as const

  for (const [name, { end, code, leavesNoFolder }] of Object.entries(endings)) {
    test(name, async () => {
      const temporary = mkdtempSync('/tmp/touchstone-ending-')
      const env = { TMPDIR: temporary }
      const userData = test.info().outputDir
      const main = await startMain({ app: fixtureApp('plain'), userData, env })
      await main.loaded
      expect(readdirSync(temporary).join()).toContain('playwright_chromiumdev_profile')

      if (end === 'quit' || end === 'throw') {
        const source = {
          quit: '({ app }) => setTimeout(() => app.quit())',
          throw: '() => setTimeout(() => { throw new Error("boom") })',
        }[end]
        await main.ask({
          type: 'evaluate',
          source: `(...all) => void (${source})(...all)`,
          argument: 0,
        })
      } else if (end === 'leave') main.child.disconnect()
      else main.child.kill(end)

      expect(await main.exited).toBe(code)
      if (end === 'throw') expect(main.output()).toContain('boom')
      if (leavesNoFolder) expect(readdirSync(temporary).join()).not.toContain('profile')
      if (process.platform === 'linux') {
        await expect.poll(() => processesWith(temporary)).toEqual([])
      }
      rmSync(temporary, { recursive: true, maxRetries: 5 })
    })
  }
})

test('asks before-quit, closes windows, asks will-quit, in this order', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  await app.evaluate(({ app, BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    window?.on('close', () => {
      console.log('- close')
    })
    window?.on('closed', () => {
      console.log('- closed')
    })
    for (const event of ['before-quit', 'window-all-closed', 'will-quit', 'quit']) {
      app.on(event as 'quit', () => {
        console.log(`- ${event}`)
      })
    }
    let asked = 0
    app.on('before-quit', (event) => {
      if (++asked > 1) return
      event.preventDefault()
      setTimeout(() => {
        app.quit()
      }, 10)
    })
    app.quit()
  })
  expect(await app.exited).toBe(0)
  expect(app.output().match(/^- .*$/gm)).toEqual(
    ['before-quit', 'before-quit', 'close', 'closed', 'will-quit', 'quit'].map(
      (name) => `- ${name}`,
    ),
  )
})

test('a window that will not close keeps the app from quitting', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  await app.evaluate(({ app, BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.once('close', (event) => {
      event.preventDefault()
    })
    app.quit()
  })
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  await app.close()
})

test('quits when the last window is closed, unless somebody listens', async ({ launch }) => {
  const quits = await launch({ app: fixtureApp('plain') })
  await quits.page.close()
  expect(await quits.exited).toBe(0)

  const stays = await launch({ app: fixtureApp('plain') })
  await stays.evaluate(({ app }) => {
    app.on('window-all-closed', () => {
      console.log('all closed')
    })
  })
  await stays.page.close()
  await expect.poll(stays.output).toContain('all closed')
  expect(await stays.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows())).toEqual([])
})

test('a second instance hands its arguments to the first and ends', async ({ launch }) => {
  const first = await launch({ app: fixtureApp('single') })
  const second = await startWithoutWindow(fixtureApp('single'), first.userData, ['--open=this'])
  expect(await second.exited).toBe(0)
  const seconds = () => first.evaluate(() => Reflect.get(globalThis, 'seconds') as unknown)
  await expect.poll(seconds).toEqual([
    {
      argv: expect.arrayContaining(['--open=this']) as unknown,
      workingDirectory: process.cwd(),
      additionalData: { greeting: 'hello' },
    },
  ])
})

test('the lock of an instance that was killed is free', async ({ launch }) => {
  const first = await launch({ app: fixtureApp('single') })
  await first.kill()
  if (process.platform !== 'win32') {
    const lock = lstatSync(join(first.userData, 'SingletonLock'))
    expect(lock.isSymbolicLink()).toBe(true)
  }
  const next = await first.restart()
  await expect(next.page.locator('h1')).toHaveText('First')
})

test('the lock of another user data folder is another lock', async ({ launch }) => {
  const apps = [
    await launch({ app: fixtureApp('single') }),
    await launch({ app: fixtureApp('single') }),
  ]
  for (const app of apps) {
    expect(await app.evaluate(({ app }) => app.hasSingleInstanceLock())).toBe(true)
  }
})

test('a first signal asks to quit, a second one ends the app at once', async ({ launch }) => {
  test.skip(process.platform === 'win32', 'Windows has no signals that a process could handle')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    const app = await launch({ app: fixtureApp('plain') })
    const pid = await app.evaluate(({ app }) => {
      app.on('before-quit', (event) => {
        event.preventDefault()
        console.log('not yet')
      })
      return process.pid
    })
    process.kill(pid, signal)
    await expect.poll(app.output).toContain('not yet')
    process.kill(pid, signal)
    expect(await app.exited, signal).toBe(null)
  }
})

test('starts another Chromium where one is stuck', async ({ launch }) => {
  test.skip(process.platform === 'win32', 'its stuck Chromium is a shell script')
  const folder = test.info().outputPath('stuck')
  mkdirSync(folder, { recursive: true })
  const chromium = join(folder, 'chromium')
  const first = join(folder, 'first')
  const real = process.env['TOUCHSTONE_CHROMIUM'] ?? findInstalledChromium() ?? ''
  writeFileSync(
    chromium,
    `#!/bin/sh\n[ -e '${first}' ] && exec '${real}' "$@"\ntouch '${first}'\nexec sleep 60\n`,
    { mode: 0o755 },
  )
  const app = await launch({ app: fixtureApp('plain'), env: { TOUCHSTONE_CHROMIUM: chromium } })
  expect(app.output()).toContain('Chromium is stuck at its start: starting another')
  await expect(app.page.locator('h1')).toBeVisible()
})
