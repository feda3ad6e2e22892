import type { Locator, Page } from '@playwright/test'
import { answerQuestions } from './native-questions.ts'

/** The line at the bottom left about the secret storage, and the panel that it opens. */
export class VaultPanel {
  readonly page: Page
  readonly line: Locator
  readonly root: Locator

  constructor(page: Page) {
    this.page = page
    this.line = page.getByRole('button', { name: /^Secrets: / })
    this.root = page.getByRole('dialog', { name: 'Secret storage' })
  }

  async open(): Promise<void> {
    await this.line.click()
    await this.root.waitFor()
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true })
  }

  field(label: 'Passphrase' | 'New passphrase' | 'Confirm passphrase'): Locator {
    return this.root.getByLabel(label, { exact: true })
  }

  /** Sets a passphrase for the secrets, with a yes to main's question. */
  async usePassphrase(
    app: Parameters<typeof answerQuestions>[0],
    passphrase: string,
  ): Promise<void> {
    await answerQuestions(app, 'Change')
    await this.open()
    await this.button('Use Passphrase').click()
    await this.field('New passphrase').fill(passphrase)
    await this.field('Confirm passphrase').fill(passphrase)
    await this.button('Use this passphrase').click()
    await this.root.waitFor({ state: 'hidden' })
  }
}
