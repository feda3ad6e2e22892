import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Electron has no second page for axe to work in. */
export async function expectNothingFound(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
  expect(found, where).toEqual([])
}
