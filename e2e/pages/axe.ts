import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { resize } from './resize.ts'
import type { Opened } from './reused-app.ts'

/** Runs axe in legacy mode, because Electron cannot open the second page that it uses otherwise. */
export async function expectNothingFound(page: Page, where: string): Promise<void> {
  // Axe takes longer to load than to run. Until the page is loaded again, it is still there.
  const isLoaded = await page.evaluate(() => 'axe' in window)
  const { violations } = await new AxeBuilder({ page, ...(isLoaded && { axeSource: '0' }) })
    .setLegacyMode(true)
    // All of them. What passed is not described, which takes longer still.
    .options({ resultTypes: ['violations'] })
    .analyze()
  const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
  expect(found, where).toEqual([])
}

/** Checks the light and the dark theme, and overflow in the narrowest window. */
export async function expectAccessible({ app, window }: Opened): Promise<void> {
  const { page } = window
  for (const theme of ['light', 'dark'] as const) {
    await window.setPreferences({ theme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await expectNothingFound(page, theme)
  }
  await resize({ app, window }, { width: 480, height: 600 })
  await expectNothingFound(page, 'narrow')
  const overflow = () => document.documentElement.scrollWidth - innerWidth
  expect(await page.evaluate(overflow)).toBe(0)
  expect(await stickingOut(page)).toEqual([])
}

/** Controls that start left of their view, where they cannot be scrolled to. */
const stickingOut = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main :is(button, input, select, textarea, a, summary)')]
      .filter(
        (each) =>
          each.checkVisibility() &&
          each.getBoundingClientRect().left <
            (each.closest('main')?.getBoundingClientRect().left ?? 0),
      )
      .map(({ outerHTML }) => outerHTML),
  )
