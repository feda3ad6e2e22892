import { existsSync } from 'node:fs'
import { startDisplay, xvfb } from './launch/display.ts'
import { expect, fixtureApp, test as base } from './launch/fixture.ts'

/**
 * With a window on a virtual screen, so that no window appears and the real clipboard is untouched.
 */
const test = base.extend<{ onScreen: Record<string, string> }>({
  onScreen: async ({}, use) => {
    const display = await startDisplay()
    await use(display.env)
    await display.end()
  },
})
test.skip(!existsSync(xvfb), "needs Xvfb, which is installed together with Debian's Chromium")

test('a copy reaches the clipboard of the system, and is seen when others replace it', async ({
  launch,
  onScreen,
}) => {
  const app = await launch({ app: fixtureApp('plain'), env: onScreen })
  const other = await launch({ app: fixtureApp('plain'), env: onScreen })
  await app.evaluate(({ clipboard }) => clipboard.writeText('from the app'))
  // X11 tells the others of a new owner some time later.
  await expect.poll(() => other.readClipboard()).toBe('from the app')
  await other.evaluate(({ clipboard }) => clipboard.writeText('from elsewhere'))
  await expect.poll(() => app.readClipboard()).toBe('from elsewhere')
  await app.evaluate(({ clipboard }) => {
    clipboard.clear()
  })
  await expect.poll(() => other.readClipboard()).toBe('')
})

test('copying needs no permission of the page', async ({ launch, onScreen }) => {
  const app = await launch({ app: fixtureApp('plain'), env: onScreen })
  await app.evaluate(async ({ session, clipboard }) => {
    const own = session.fromPartition('fixture')
    own.setPermissionCheckHandler(() => false)
    own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
    await clipboard.writeText('copied')
  })
  expect(await app.readClipboard()).toBe('copied')
  const read = 'navigator.clipboard.readText().then(() => "read", (error) => error.name)'
  expect(await app.page.evaluate(read)).toBe('NotAllowedError')
})

test('the clipboard can still be cleared after the user has closed the window', async ({
  launch,
  onScreen,
}) => {
  const witness = await launch({ app: fixtureApp('plain'), env: onScreen })
  const app = await launch({ app: fixtureApp('plain'), env: onScreen })
  await app.evaluate(async ({ app: electronApp, clipboard }) => {
    await clipboard.writeText('secret')
    let cleared = false
    electronApp.on('before-quit', (event) => {
      if (cleared) return
      event.preventDefault()
      cleared = true
      void clipboard.readText().then((text) => {
        console.log(`still there: ${text}`)
        clipboard.clear()
        electronApp.quit()
      })
    })
  })
  await witness.evaluate(({ clipboard }) => clipboard.writeText('kept by a clipboard manager'))
  await app.page.close()
  expect(await app.exited).toBe(0)
  expect(app.output()).toContain('still there: kept by a clipboard manager')
  expect(await witness.readClipboard()).toBe('')
})

test('shows the page alone, without bars of the browser', async ({ launch, onScreen }) => {
  const app = await launch({ app: fixtureApp('plain'), env: onScreen })
  const frameHeight = () => app.page.evaluate<number>('outerHeight - innerHeight')
  // Without a window manager, Chromium draws a title bar of its own.
  expect(await frameHeight()).toBeLessThan(45)
})
