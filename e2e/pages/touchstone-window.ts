import type { Locator, Page } from '@playwright/test'
import type { Api, Snapshot } from '../../src/shared/ipc.ts'
import type { PreferencesChange } from '../../src/shared/preferences.ts'
import type { ProviderDraft } from '../../src/shared/provider.ts'

declare global {
  interface Window {
    readonly api: Api
  }
}

/** The window, by accessible roles and names. */
export class TouchstoneWindow {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** A provider's row in the list on the left. */
  row(name: string): Locator {
    return this.page.getByRole('listbox', { name: 'Providers' }).getByRole('option', { name })
  }

  async select(name: string): Promise<void> {
    await this.row(name).click()
    await this.page.getByRole('heading', { level: 1, name }).waitFor()
  }

  operation(label: string): Locator {
    return this.page
      .getByRole('region', { name: 'Operations' })
      .getByRole('button', { name: label, exact: true })
  }

  /** Runs an operation and waits for its outcome. */
  async run(label: string): Promise<void> {
    const announcement = this.page.getByTestId('announcement')
    await this.operation(label).click()
    await announcement
      .filter({ hasText: new RegExp(`^${label} (succeeded|failed|cancelled)`) })
      .waitFor()
  }

  /** Runs an operation while the window shows something else. */
  async runUnseen(id: string, operation: string): Promise<void> {
    const input = { id, operation }
    const run = await this.page.evaluate((of) => window.api.runOperation(of), input)
    if (!run.ok) throw new Error(JSON.stringify(run.failure))
  }

  /** The buttons of a running call: Cancel, or Stop waiting. */
  stop(label: 'Cancel' | 'Stop waiting'): Locator {
    return this.page.getByRole('button', { name: label, exact: true })
  }

  /** How the last call ended; with the whole failure, if it failed. */
  get outcome(): Locator {
    return this.page.getByTestId('outcome').last()
  }

  /** The details of the shown token, at the side. */
  get details(): Locator {
    return this.page.getByRole('region', { name: 'Details' })
  }

  get nextStep(): Locator {
    return this.page.getByTestId('next-step')
  }

  tab(name: 'Access token' | 'Refresh token' | 'ID token'): Locator {
    return this.page.getByRole('tab', { name })
  }

  get tokenPanel(): Locator {
    return this.page.getByRole('tabpanel')
  }

  /** A row of the claims or the header of the shown token. */
  claim(name: string): Locator {
    const header = this.page.getByRole('rowheader', { name: new RegExp(`(^| )${name}$`) })
    return this.tokenPanel.getByRole('row').filter({ has: header })
  }

  /** Adds a provider without using the form, for specs about something else. */
  async add(draft: ProviderDraft): Promise<string> {
    const added = await this.page.evaluate((input) => window.api.addProvider(input), draft)
    if (!added.ok) throw new Error(JSON.stringify(added.failure))
    // It is the last one, and in a long list rows exist only near the visible part.
    const list = this.page.getByRole('listbox', { name: 'Providers' })
    await list.evaluateAll(([list]) => list?.scrollTo({ top: list.scrollHeight }))
    await this.row(draft.name).waitFor()
    return added.value.provider.id
  }

  /** Names of a template's secret fields. */
  async secretFieldsOf(template: string): Promise<string[]> {
    const { templates } = await this.#snapshot()
    const found = templates.find(({ id }) => id === template)
    if (!found) throw new Error(`There is no template ${template}`)
    return found.fields.filter(({ secret }) => secret).map(({ name }) => name)
  }

  /** Fingerprints of the tokens that a provider holds now, by slot. */
  async fingerprints(id: string): Promise<Record<string, string>> {
    const { providers } = await this.#snapshot()
    const summary = providers.find(({ provider }) => provider.id === id)
    return Object.fromEntries(
      summary?.tokens.map(({ slot, fingerprint }) => [slot, fingerprint]) ?? [],
    )
  }

  /** The results of the calls that return most: a secret that leaks is in one of them. */
  async callEverythingThatTells(): Promise<void> {
    await this.page.evaluate(async () => {
      await window.api.activity(null)
      await window.api.snapshot(null)
    })
  }

  async setPreferences(change: PreferencesChange): Promise<void> {
    const changed = await this.page.evaluate((input) => window.api.setPreferences(input), change)
    if (!changed.ok) throw new Error(JSON.stringify(changed.failure))
  }

  async copyToken(): Promise<void> {
    await this.page.getByRole('button', { name: 'Copy token', exact: true }).click()
  }

  /** Names in a short list, from top to bottom, without those that a search hides. */
  async listed(): Promise<string[]> {
    const rows = this.page.getByRole('listbox', { name: 'Providers' }).getByRole('option')
    return rows.evaluateAll((all) => all.map((row) => row.querySelector('bdi')?.textContent ?? ''))
  }

  /** An entry of the menu behind a button: `More actions`, `More copy formats`. */
  async choose(menu: string, entry: string): Promise<void> {
    await this.page.getByRole('button', { name: menu, exact: true }).click()
    await this.page.getByRole('menuitem', { name: entry }).click()
  }

  /** A short message at the edge of the window. */
  message(text: string | RegExp): Locator {
    return this.page.getByRole('status', { name: 'Messages' }).getByText(text)
  }

  async #snapshot(): Promise<Snapshot> {
    const snapshot = await this.page.evaluate(() => window.api.snapshot(null))
    if (!snapshot.ok) throw new Error(JSON.stringify(snapshot.failure))
    return snapshot.value
  }
}
