import { runtimeToUse } from '../stand-in/browsers/runtime.ts'
import type { LaunchedApp } from './fixture.ts'
import { expect, test } from './pages/touchstone.ts'

/** Notes the entries of every context menu in place of showing it. */
async function noteMenus(app: LaunchedApp): Promise<() => string[]> {
  await app.evaluate(({ Menu }) => {
    Menu.prototype.popup = function () {
      const roles = this.items.map(({ role, enabled }) => `${role ?? ''}${enabled ? '' : ' off'}`)
      console.error(`spec: menu ${roles.filter((role) => /^\w/.test(role)).join(', ')}`)
    }
  })
  return () =>
    [...app.output().matchAll(/spec: menu (.*)/g)].map(([, entries]) =>
      (entries ?? '').toLowerCase(),
    )
}

test('the right mouse button edits text fields, copies selected text, does nothing elsewhere', async ({
  open,
}) => {
  const { app, window } = await open()
  const menus = await noteMenus(app)
  const search = window.page.locator('#provider-search')
  await window.page.getByRole('navigation', { name: 'Providers' }).click({ button: 'right' })
  await search.fill('some text')
  await search.selectText()
  await search.click({ button: 'right' })
  await expect.poll(() => menus().length).toBe(1)
  // Electron offers Paste only while the clipboard holds something.
  expect(menus()[0]).toMatch(/^undo( off)?, redo( off)?, cut, copy, paste( off)?, selectall$/)

  const text = window.page.locator('main p').first()
  await text.selectText()
  await text.click({ button: 'right', position: { x: 8, y: 8 } })
  await expect.poll(() => menus().length).toBe(2)
  expect(menus()[1]).toBe('copy')
})

test('menu entries do nothing beneath an open dialog', async ({ reuse }) => {
  const { app, window } = await reuse()
  const heading = window.page.getByRole('heading', { name: 'Settings' })
  const clickSettings = () =>
    app.evaluate(({ Menu }) => {
      const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'File')
      const entry = file?.submenu?.items.find(({ label }) => label === 'Settings')
      ;(entry?.click as (() => void) | undefined)?.()
    })
  await window.page.getByRole('button', { name: /^Secrets: / }).click()
  await window.page.getByRole('dialog').waitFor()
  await clickSettings()
  await window.page.waitForTimeout(300)
  await expect(heading).toHaveCount(0)
  await window.page.keyboard.press('Escape')
  await expect(window.page.getByRole('dialog')).toHaveCount(0)
  await clickSettings()
  await expect(heading).toBeVisible()
})

test('the window does not creep from one start to the next', async ({ open }) => {
  test.skip(process.platform !== 'linux', 'only on Linux is the place of a window not restored')
  const placeOf = (app: LaunchedApp) =>
    app.evaluate(({ BrowserWindow }) => {
      const { x, y } = BrowserWindow.getAllWindows()[0]?.getBounds() ?? { x: NaN, y: NaN }
      return { x, y }
    })
  const { app } = await open()
  const first = await placeOf(app)
  await app.evaluate(({ BrowserWindow }, { x, y }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: x + 37, y: y + 41, width: 900, height: 640 })
  }, first)
  await expect.poll(() => placeOf(app)).not.toEqual(first)
  const moved = await placeOf(app)
  const places = [moved]
  for (let running = app; places.length < 3;) {
    running = await running.restart()
    await running.page.getByRole('navigation', { name: 'Providers' }).waitFor()
    places.push(await placeOf(running))
  }
  expect(places[1]).not.toEqual(moved)
  expect(places[2]).toEqual(places[1])
})

test('a crashed page is reloaded on request', async ({ open }) => {
  test.skip(
    runtimeToUse() === 'chromium',
    'Playwright cannot drive a page of Chromium after its crash',
  )
  const { app } = await open()
  const hasList = await app.evaluate(async ({ BrowserWindow, dialog }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (!contents) return 'no window'
    dialog.showMessageBox = (...given: unknown[]) => {
      console.error(`spec: asked ${JSON.stringify(given.at(-1))}`)
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }
    const loaded = new Promise((resolve) => contents.once('did-finish-load', () => resolve(null)))
    contents.forcefullyCrashRenderer()
    await loaded
    for (let i = 0; i < 50; i++) {
      const found: unknown = await contents.executeJavaScript(
        'document.querySelector("nav[aria-label=Providers]") !== null',
      )
      if (found === true) return found
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return false
  })
  expect(hasList).toBe(true)
  expect(app.output()).toContain('The window has crashed')
})
