import type { Locator, Page } from '@playwright/test'

/** A view in the main area of the window. */
export abstract class MainView {
  readonly page: Page
  readonly root: Locator

  constructor(page: Page) {
    this.page = page
    this.root = page.getByRole('main')
  }

  /** By a button of the sidebar, and one in the view behind it. */
  protected async openBy(inSidebar: string, ...inView: string[]): Promise<void> {
    await this.page.getByRole('button', { name: inSidebar, exact: true }).click()
    for (const name of inView) await this.root.getByRole('button', { name }).click()
    const name = inView.at(-1) ?? inSidebar
    await this.root.getByRole('heading', { level: 1, name }).waitFor()
  }
}
