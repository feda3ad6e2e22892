import type { Locator, Page } from '@playwright/test'

/** The form that adds a provider or changes one. */
export class ProviderForm {
  readonly page: Page
  readonly root: Locator

  constructor(page: Page) {
    this.page = page
    this.root = page.getByRole('form')
  }

  async openNew(): Promise<void> {
    await this.page.getByRole('button', { name: 'Add provider', exact: true }).click()
    await this.root.getByRole('heading', { name: 'Add provider' }).waitFor()
  }

  /** Opens the form of the shown provider. */
  async openEdit(): Promise<void> {
    await this.page.getByRole('button', { name: 'More actions', exact: true }).click()
    await this.page.getByRole('menuitem', { name: 'Edit' }).click()
    await this.root.getByRole('heading', { name: /^Edit / }).waitFor()
  }

  /** `name` is the name of the template. */
  async chooseService(name: string): Promise<void> {
    await this.root.getByRole('radio', { name: new RegExp(`^${name}`) }).check()
  }

  /** An input by its label; what follows the label, such as "(optional)", does not count. */
  field(label: string): Locator {
    return this.root.getByLabel(new RegExp(`^${label}`)).and(this.root.locator('input'))
  }

  /** A text area by its label. */
  area(label: string): Locator {
    return this.root.getByRole('textbox', { name: label, exact: true })
  }

  /** Unfolds the section about proxies and certificates. */
  async openConnection(): Promise<void> {
    await this.root.getByText('Connection', { exact: true }).click()
  }

  /** The accessible description of a field: help, hint and error. */
  async about(label: string): Promise<string> {
    const id = await this.field(label).getAttribute('aria-describedby')
    return this.root.locator(`[id="${id ?? ''}"]`).innerText()
  }

  /** The result of the test of the base URL. */
  get baseUrlTest(): Locator {
    return this.root.getByRole('status')
  }

  async testBaseUrl(): Promise<void> {
    await this.root.getByRole('button', { name: 'Test', exact: true }).click()
  }

  async fill(values: Record<string, string>): Promise<void> {
    for (const [label, value] of Object.entries(values)) await this.field(label).fill(value)
  }

  async save(): Promise<void> {
    await this.root.getByRole('button', { name: 'Save', exact: true }).click()
  }

  /**
   * Dispatches a paste event at the field. `taken`: the form has filled its fields from the text.
   * `untouched`: it leaves the text to the browser.
   */
  paste(label: string, text: string): Promise<'taken' | 'untouched'> {
    return this.field(label).evaluate((input, pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text', pasted)
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      return input.dispatchEvent(event) ? 'untouched' : 'taken'
    }, text)
  }
}
