import type { Locator } from '@playwright/test'
import { MainView } from './main-view.ts'

export class ActivityView extends MainView {
  open(): Promise<void> {
    return this.openBy('Activity')
  }

  /** Newest first; without the lines about tokens that were revealed or copied. */
  get calls(): Locator {
    const lines = this.root.getByRole('list').getByRole('listitem')
    return lines.filter({ has: this.page.locator('summary') })
  }

  call(operation: string, provider: string): Locator {
    return this.calls.filter({ hasText: operation }).filter({ hasText: provider })
  }

  /** The value of one part of an expanded call. */
  part(call: Locator, name: string): Locator {
    const term = call.getByRole('term').filter({ hasText: new RegExp(`^\\s*${name}\\s`) })
    return term.locator('+ dd')
  }

  async filter(query: string): Promise<void> {
    await this.root.getByRole('searchbox', { name: 'Filter the activity' }).fill(query)
  }

  async show(kind: string): Promise<void> {
    await this.root.getByRole('combobox', { name: 'Kind' }).selectOption(kind)
  }

  async clear(): Promise<void> {
    await this.root.getByRole('button', { name: 'Clear', exact: true }).click()
  }
}
