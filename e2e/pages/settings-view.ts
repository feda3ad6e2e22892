import type { Locator } from '@playwright/test'
import { MainView } from './main-view.ts'

export class SettingsView extends MainView {
  open(): Promise<void> {
    return this.openBy('Settings')
  }

  theme(name: 'System' | 'Light' | 'Dark'): Locator {
    return this.root.getByRole('radio', { name })
  }

  seconds(
    name: 'Expiry margin' | 'Clear the clipboard after' | 'Hide a revealed token after',
  ): Locator {
    return this.root.getByRole('spinbutton', { name })
  }

  switch(name: 'Hide revealed tokens from screen captures' | 'Demo workspace'): Locator {
    return this.root.getByRole('checkbox', { name })
  }

  /** Types a number of seconds and leaves the field, which saves it. */
  async setSeconds(name: Parameters<SettingsView['seconds']>[0], value: number): Promise<void> {
    await this.seconds(name).fill(String(value))
    await this.seconds(name).blur()
  }
}
