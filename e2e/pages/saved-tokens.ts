import type { Locator, Page } from '@playwright/test'
import { PasteView } from './paste-view.ts'

/** The saved tokens in the paste view: the list and the shown token. */
export class SavedTokens {
  readonly page: Page
  readonly root: Locator
  readonly token: Locator

  constructor(page: Page) {
    this.page = page
    this.root = page.getByRole('region', { name: 'Saved tokens', exact: true })
    this.token = page.getByRole('region', { name: 'Pasted token' })
  }

  /** Shows the paste view with its list expanded. */
  async show(): Promise<void> {
    await this.page.getByRole('button', { name: 'Paste a token', exact: true }).click()
    await this.page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
    if (await this.token.isVisible()) await new PasteView(this.page).another()
    await this.root.waitFor()
    if ((await this.root.locator('details').getAttribute('open')) === null) {
      await this.root.locator('summary').click()
    }
  }

  /** The button that leads back to a pasted token. */
  pasted(name: string): Locator {
    return this.page
      .getByRole('region', { name: 'Pasted tokens', exact: true })
      .getByRole('button', { name, exact: true })
  }

  get rows(): Locator {
    return this.root.getByRole('listitem')
  }

  /** A row by its name, its kind or its file. */
  row(text: string): Locator {
    return this.rows.filter({ hasText: text })
  }

  /** A button of the list. */
  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true })
  }

  get nameField(): Locator {
    return this.token.getByLabel('Name', { exact: true })
  }

  /** The button that saves the shown token, by its current label. */
  save(label: 'Save' | 'Save name' | 'Saved' | 'Unlock to save'): Locator {
    return this.token.getByRole('button', { name: label, exact: true })
  }

  /** Saves the shown token under a name. */
  async saveAs(name: string): Promise<void> {
    await this.nameField.fill(name)
    await this.nameField.blur()
    await this.save('Save').click()
    await this.save('Saved').waitFor()
  }

  /** Header, claims and findings of the shown token, as text. */
  async reading(): Promise<string[]> {
    const parts = ['Findings', 'Claims', 'Header'].map((name) =>
      this.token.getByRole('region', { name, exact: true }),
    )
    return Promise.all([
      // Parts out of sight are not laid out and have no inner text.
      this.token.getByTestId('encoded-token').evaluate(({ textContent }) => textContent),
      ...parts.map((part) => part.innerText()),
    ])
  }
}
