import type { Page } from '@playwright/test'
import { Keyboard } from './pages/keyboard.ts'
import { resize } from './pages/resize.ts'
import { expect, test } from './pages/touchstone.ts'

/** How far what scrolls around the claims is scrolled. */
const claimsTop = (page: Page) => page.locator('main .reading').evaluate((node) => node.scrollTop)

/** Scrolls as soon as there is enough to scroll: rows follow behind the first frame. */
const scrollClaims = (page: Page, top: number) =>
  expect
    .poll(() =>
      page.locator('main .reading').evaluate((node, to) => {
        node.scrollTo({ top: to })
        return node.scrollTop
      }, top),
    )
    .toBe(top)

test('each place keeps its scroll position, and a new provider starts at the top', async ({
  reuse,
}) => {
  const opened = await reuse()
  const { window } = opened
  const { page } = window
  await resize(opened, { width: 1180, height: 420 })
  for (const name of ['IX-API', 'Nordigen']) {
    await window.select(name)
    await window.run('Obtain')
  }
  await window.select('IX-API')
  await scrollClaims(page, 120)
  await window.select('Nordigen')
  await expect.poll(() => claimsTop(page)).toBe(0)

  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  const main = page.locator('main')
  await main.evaluate((node) => node.scrollTo({ top: 150 }))
  await expect.poll(() => main.evaluate((node) => node.scrollTop)).toBe(150)
  await window.select('IX-API')
  await expect.poll(() => claimsTop(page)).toBe(120)
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await expect.poll(() => main.evaluate((node) => node.scrollTop)).toBe(150)
})

test('closing the palette leaves everything where it was', async ({ reuse }) => {
  const opened = await reuse()
  const { window } = opened
  const { page } = window
  const keyboard = new Keyboard(page)
  await resize(opened, { width: 1180, height: 420 })
  await window.select('IX-API')
  await window.run('Obtain')
  await page.getByRole('heading', { level: 1 }).focus()
  await scrollClaims(page, 120)
  await keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await claimsTop(page)).toBe(120)
})

test('a hint that was dismissed does not come back', async ({ open }) => {
  const { window } = await open()
  const hint = window.page.getByText('Demo workspace', { exact: true })
  await expect(hint).toBeVisible()
  await window.page.getByRole('button', { name: 'Got it' }).click()
  await expect(hint).toHaveCount(0)
  await window.page.getByRole('button', { name: 'Settings', exact: true }).click()
  await window.select('IX-API')
  await expect(hint).toHaveCount(0)
  await window.page.reload()
  await expect(window.row('IX-API')).toBeVisible()
  await expect(hint).toHaveCount(0)
})
