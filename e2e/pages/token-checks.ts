import type { Locator, Page } from '@playwright/test'
import { PasteView } from './paste-view.ts'

/** The panel under a token that verifies or decrypts it. */
export class TokenChecks {
  readonly page: Page
  /** The main part of the window, or a part of it: a nested token has a panel of its own. */
  readonly root: Locator

  constructor(page: Page, root: Locator = page.getByRole('main')) {
    this.page = page
    this.root = root
  }

  /** Pastes a token and shows it. */
  async paste(token: string): Promise<void> {
    const view = new PasteView(this.page)
    await view.show()
    await view.field.fill(token)
    await this.page.getByRole('button', { name: 'Inspect' }).click()
    await view.token.waitFor()
  }

  /** The decrypted content. */
  get inside(): TokenChecks {
    return new TokenChecks(
      this.page,
      this.page.getByRole('region', { name: 'Inside', exact: true }),
    )
  }

  form(action: 'Verify' | 'Decrypt'): Locator {
    return this.root.getByRole('form', { name: action })
  }

  /** Opens the form and chooses a key source by the beginning of its label. */
  async choose(action: 'Verify' | 'Decrypt', source: string): Promise<void> {
    await this.root.getByRole('button', { name: `${action}…` }).click()
    const list = this.form(action).getByLabel('Key source')
    const label = await list.getByRole('option').filter({ hasText: source }).first().textContent()
    await list.selectOption({ label: label ?? source })
  }

  async close(): Promise<void> {
    await this.root.getByRole('button', { name: 'Close', exact: true }).click()
  }

  async submit(action: 'Verify' | 'Decrypt'): Promise<void> {
    await this.form(action).getByRole('button', { name: action, exact: true }).click()
  }

  /** Unfolds the form, which a success has folded. */
  async useAnotherKey(): Promise<void> {
    await this.root.getByRole('button', { name: 'Use another key', exact: true }).click()
  }

  async verifyWithSecret(secret: string, encoding = 'text'): Promise<void> {
    await this.choose('Verify', 'Shared secret')
    await this.form('Verify').getByLabel('Secret', { exact: true }).fill(secret)
    await this.form('Verify').getByLabel('Encoding of the secret').selectOption(encoding)
    await this.submit('Verify')
  }

  async useKey(action: 'Verify' | 'Decrypt', key: string): Promise<void> {
    await this.choose(action, 'Key: PEM')
    await this.form(action).getByLabel('Key', { exact: true }).fill(key)
    await this.submit(action)
  }

  /** The question before anything is fetched. */
  get question(): Locator {
    return this.root.getByRole('region', { name: 'Fetch this?' })
  }

  async fetch(): Promise<void> {
    await this.question.getByRole('button', { name: 'Fetch' }).click()
  }

  get verdict(): Locator {
    return this.root.getByTestId('verdict').first()
  }

  /** One line of the list of checks, such as `Passed signature ...`. */
  check(what: string): Locator {
    return this.root
      .getByRole('list', { name: 'Checks' })
      .getByRole('listitem')
      .filter({
        has: this.page.getByText(what, { exact: true }),
      })
  }
}
