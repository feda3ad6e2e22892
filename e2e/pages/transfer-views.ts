import type { Locator } from '@playwright/test'
import { MainView } from './main-view.ts'

/** The view that exports providers. */
export class ExportView extends MainView {
  /** From the settings. */
  open(): Promise<void> {
    return this.openBy('Settings', 'Export providers')
  }

  async sealWith(passphrase: string, again = passphrase): Promise<void> {
    await this.root
      .getByRole('radio', { name: 'With secrets, encrypted with a passphrase' })
      .check()
    await this.root.getByLabel('Passphrase for this file').fill(passphrase)
    await this.root.getByLabel('Confirm passphrase').fill(again)
  }

  get export(): Locator {
    return this.root.getByRole('button', { name: /^Export \d+ provider/ })
  }
}

/** The view that imports providers. */
export class ImportView extends MainView {
  /** From the settings. */
  open(): Promise<void> {
    return this.openBy('Settings', 'Import providers')
  }

  button(name: string | RegExp): Locator {
    return this.root.getByRole('button', { name })
  }

  async choose(): Promise<void> {
    await this.button(/^Choose (another )?file$/).click()
  }

  async unlock(passphrase: string): Promise<void> {
    await this.root.getByLabel('Passphrase of this file').fill(passphrase)
    await this.button('Unlock secrets').click()
  }

  provider(name: string): Locator {
    return this.root.getByRole('checkbox', { name })
  }

  /** The line of a host or a provider. */
  line(text: string): Locator {
    return this.root.getByRole('listitem').filter({ hasText: text })
  }

  banner(title: string): Locator {
    return this.root.getByRole('region', { name: title })
  }

  /** Drops a file on the window, outside every field. */
  async drop(name: string, text: string): Promise<void> {
    await this.page.evaluate(
      ({ name, text }) => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([text], name))
        for (const type of ['dragover', 'drop']) {
          const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })
          document.querySelector('main')?.dispatchEvent(event)
        }
      },
      { name, text },
    )
  }
}
