import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { LaunchedApp } from './fixture.ts'
import { startDemoServices } from './pages/demo-services.ts'
import { SettingsView } from './pages/settings-view.ts'
import { addGoCardless, expect, opened, test } from './pages/touchstone.ts'

/** Lightness of the window, from 0 to 1. */
const lightness = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const parts = getComputedStyle(document.documentElement).backgroundColor.match(/[\d.]+/g) ?? []
    return parts.slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / (3 * 255)
  })

test('the theme follows the choice at once, and after a restart', async ({ reuse }) => {
  const { app, window } = await reuse()
  const settings = new SettingsView(window.page)
  await settings.open()
  await expect(settings.theme('System')).toBeChecked()
  await settings.theme('Light').check()
  await expect.poll(() => lightness(window.page)).toBeGreaterThan(0.8)
  await settings.theme('Dark').check()
  await expect.poll(() => lightness(window.page)).toBeLessThan(0.25)
  const themeSource = (running: LaunchedApp) =>
    running.evaluate(({ nativeTheme }) => nativeTheme.themeSource)
  expect(await themeSource(app)).toBe('dark')

  const again = await opened(await app.restart())
  expect(await lightness(again.window.page)).toBeLessThan(0.25)
  expect(await themeSource(again.app)).toBe('dark')
  const later = new SettingsView(again.window.page)
  await later.open()
  await expect(later.theme('Dark')).toBeChecked()
})

test('every number and switch survives a restart', async ({ reuse }) => {
  const { app, window } = await reuse()
  const settings = new SettingsView(window.page)
  await settings.open()
  await expect(settings.seconds('Expiry margin')).toHaveValue('60')
  await expect(settings.seconds('Clear the clipboard after')).toHaveValue('30')
  await expect(settings.seconds('Hide a revealed token after')).toHaveValue('30')
  await settings.setSeconds('Expiry margin', 0)
  await settings.setSeconds('Clear the clipboard after', 77)
  await settings.setSeconds('Hide a revealed token after', 600)
  await settings.switch('Hide revealed tokens from screen captures').uncheck()

  const again = await opened(await app.restart())
  const later = new SettingsView(again.window.page)
  await later.open()
  await expect(later.seconds('Expiry margin')).toHaveValue('0')
  await expect(later.seconds('Clear the clipboard after')).toHaveValue('77')
  await expect(later.seconds('Hide a revealed token after')).toHaveValue('600')
  await expect(later.switch('Hide revealed tokens from screen captures')).not.toBeChecked()
  await expect(later.switch('Demo workspace')).toBeChecked()
})

test('a number that cannot be is refused at its field, and nothing is set', async ({ reuse }) => {
  const { app, window } = await reuse()
  const settings = new SettingsView(window.page)
  await settings.open()
  for (const wrong of ['4', '601', '7.5', '']) {
    await settings.seconds('Clear the clipboard after').fill(wrong)
    await settings.seconds('Clear the clipboard after').blur()
    await expect(settings.root.getByText('Whole seconds, 5 to 600.')).toBeVisible()
    await expect(settings.seconds('Clear the clipboard after')).toHaveAttribute(
      'aria-invalid',
      'true',
    )
  }
  const again = await opened(await app.restart())
  const later = new SettingsView(again.window.page)
  await later.open()
  await expect(later.seconds('Clear the clipboard after')).toHaveValue('30')
})

test('the skew decides when a token is to be renewed', async ({ open }) => {
  const services = await startDemoServices({ accessSeconds: 1500 })
  const { window } = await open()
  const settings = new SettingsView(window.page)
  await addGoCardless(window, services)
  await window.run('Obtain')
  // Four minutes before its end; the margin takes no more than a fifth of its 25 minutes.
  await window.page.clock.setFixedTime(Date.now() + 1260_000)
  await expect(window.nextStep).toContainText('Ready to use.')
  await settings.open()
  await settings.setSeconds('Expiry margin', 300)
  await window.select('Alpha')
  await expect(window.nextStep).toContainText('Refresh')
  await expect(window.row('Alpha')).toContainText('Expires soon')
  await services.close()
})

test('a revealed token hides after the time that is set', async ({ reuse }) => {
  const { window } = await reuse()
  const settings = new SettingsView(window.page)
  await settings.open()
  await settings.setSeconds('Hide a revealed token after', 5)
  await settings.setSeconds('Clear the clipboard after', 77)
  await window.select('IX-API')
  await window.run('Obtain')
  await window.page.getByRole('button', { name: 'Reveal token' }).click()
  await expect(window.page.getByTestId('encoded-token')).toContainText('eyJ')
  await expect(window.page.getByText(/^hides in \d s$/)).toBeVisible()
  await window.copyToken()
  await expect(window.message('Access token copied. Clipboard clears in 77 s')).toBeVisible()
  await expect(window.page.getByTestId('encoded-token')).toHaveCount(0, { timeout: 10_000 })
})

test('the system is asked to keep a revealed token out of captures, unless that is switched off', async ({
  open,
}) => {
  const { app, window } = await open()
  // Only a real system has this effect, so the spec checks the call that asks for it.
  await app.evaluate(({ app, BrowserWindow }) => {
    const asked: boolean[] = []
    Object.assign(app, { askedForProtection: asked })
    const [first] = BrowserWindow.getAllWindows()
    if (first) first.setContentProtection = (on) => void asked.push(on)
  })
  const asked = () =>
    app.evaluate(
      ({ app }) => (app as unknown as { askedForProtection: boolean[] }).askedForProtection,
    )
  await window.setPreferences({ revealSeconds: 5 })
  await window.select('IX-API')
  await window.run('Obtain')
  expect(await asked()).toEqual([])
  await window.page.getByRole('button', { name: 'Reveal token' }).click()
  await expect.poll(asked).toEqual([true])
  await expect.poll(asked, { timeout: 10_000 }).toEqual([true, false])

  const settings = new SettingsView(window.page)
  await settings.open()
  await settings.switch('Hide revealed tokens from screen captures').uncheck()
  await window.select('IX-API')
  await window.page.getByRole('button', { name: 'Reveal token' }).click()
  await expect(window.page.getByTestId('encoded-token')).toBeVisible()
  expect(await asked()).toEqual([true, false])
})

test('the demo workspace goes and comes back with its tokens, also after a restart', async ({
  reuse,
}) => {
  const { app, window } = await reuse()
  await window.select('IX-API')
  await window.run('Obtain')
  const demo = await window.listed()
  const settings = new SettingsView(window.page)
  await settings.open()
  await settings.switch('Demo workspace').uncheck()
  await expect(window.page.getByText('No providers yet. Add one')).toBeVisible()
  await settings.switch('Demo workspace').check()
  await expect.poll(() => window.listed()).toEqual(demo)
  await expect(window.row('IX-API')).toContainText('Active')
  await settings.switch('Demo workspace').uncheck()

  const again = await opened(await app.restart())
  const { page } = again.window
  await expect(page.getByRole('heading', { level: 1, name: 'No providers yet' })).toBeVisible()
  await page.getByRole('button', { name: 'Show the demo workspace' }).click()
  await expect.poll(() => again.window.listed()).toEqual(demo)
})

test('settings that the disk does not give are left alone, and the window opens and closes', async ({
  open,
}, testInfo) => {
  const userData = testInfo.outputPath('user-data')
  // A folder of that name can be neither read nor written, even by root.
  await mkdir(join(userData, 'preferences.json'), { recursive: true })
  const { app, window } = await open({ userData })
  const settings = new SettingsView(window.page)
  await settings.open()
  await settings.theme('Dark').check()
  await expect(window.page.getByText('The settings could not be saved')).toBeVisible()
  await expect.poll(() => lightness(window.page)).toBeLessThan(0.25)
  await app.close()
  const files = await readdir(userData)
  expect(files.filter((name) => name.startsWith('preferences'))).toEqual(['preferences.json'])
})
