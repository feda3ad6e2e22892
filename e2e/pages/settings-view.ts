import type { Locator, Page } from '@playwright/test'

export class SettingsView {
  readonly page: Page
  readonly root: Locator

  constructor(page: Page) {
    this.page = page
    this.root = page.getByRole('main')
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Settings', exact: true }).click()
    await this.root.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  }

  theme(name: 'As the system' | 'Light' | 'Dark'): Locator {
    return this.root.getByRole('radio', { name })
  }

  seconds(
    name: 'Renew ahead of expiry' | 'Clear the clipboard after' | 'Hide a revealed token after',
  ): Locator {
    return this.root.getByRole('spinbutton', { name })
  }

  switch(name: 'Keep revealed tokens out of screen captures' | 'Demo workspace'): Locator {
    return this.root.getByRole('checkbox', { name })
  }

  /** Types a number of seconds and leaves the field, which saves it. */
  async setSeconds(name: Parameters<SettingsView['seconds']>[0], value: number): Promise<void> {
    await this.seconds(name).fill(String(value))
    await this.seconds(name).blur()
  }
}
