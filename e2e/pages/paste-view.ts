import { expect, type JSHandle, type Locator, type Page } from '@playwright/test'

const base64url = (content: string) => Buffer.from(content).toString('base64url')

/** A JWT with a signature of the right length that is not valid. Claims may be given as JSON text. */
export const unsigned = (claims: object | string, header: object = {}): string =>
  [
    base64url(JSON.stringify({ alg: 'HS256', typ: 'JWT', ...header })),
    base64url(typeof claims === 'string' ? claims : JSON.stringify(claims)),
    's'.repeat(43),
  ].join('.')

/** The view for tokens that do not belong to a provider. */
export class PasteView {
  readonly page: Page
  readonly root: Locator
  /** The section of the shown token. */
  readonly token: Locator
  readonly field: Locator

  constructor(page: Page) {
    this.page = page
    this.root = page.getByRole('main')
    this.token = page.getByRole('region', { name: 'Pasted token' })
    this.field = page.getByRole('textbox', { name: 'Token, or text with tokens in it' })
  }

  async show(): Promise<void> {
    await this.page.getByRole('button', { name: 'Paste a token', exact: true }).click()
    await this.root.getByRole('heading', { level: 1 }).waitFor()
    if (await this.token.isVisible()) await this.another()
    await this.field.waitFor()
  }

  /** Pastes a text with the keyboard, into the focused element. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      ;(document.activeElement ?? document).dispatchEvent(event)
    }, text)
  }

  /**
   * Pastes a signed token. Returns the positions of its parts in pixels from the top, in the first frame
   * that shows it and after all content has followed.
   */
  pasteAndWatch(text: string): Promise<{ first: number[]; settled: number[] }> {
    return this.page.evaluate(async (text) => {
      const parts = ['h2', 'figure', '[aria-label="Findings"]', '[aria-label="Claims"]', 'table']
      const tops = () =>
        parts.flatMap((part) => {
          const found = document.querySelector(`[aria-label="Pasted token"] ${part}`)
          return found ? [Math.round(found.getBoundingClientRect().top)] : []
        })
      const until = async (isThere: () => boolean) => {
        while (!isThere()) await new Promise((resolve) => requestAnimationFrame(resolve))
        return tops()
      }
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      )
      const first = await until(() => tops().length > 0)
      const settled = await until(
        () => document.querySelector('[data-testid="encoded-token"]') !== null,
      )
      return { first, settled }
    }, text)
  }

  /** Drops a file with this content, repeated `times` times. */
  async dropFile(content: string, times = 1): Promise<void> {
    await this.#drop(
      await this.page.evaluateHandle(
        ([content, times]) => {
          const dropped = new DataTransfer()
          dropped.items.add(new File([content.repeat(times)], 'token.txt', { type: 'text/plain' }))
          return dropped
        },
        [content, times] as const,
      ),
    )
  }

  async dropText(text: string): Promise<void> {
    await this.#drop(
      await this.page.evaluateHandle((text) => {
        const dropped = new DataTransfer()
        dropped.setData('text/plain', text)
        return dropped
      }, text),
    )
  }

  async #drop(dataTransfer: JSHandle<DataTransfer>): Promise<void> {
    await this.page.locator('body').dispatchEvent('drop', { dataTransfer })
  }

  /** Goes back to the field from a token that is shown. */
  async another(): Promise<void> {
    await this.root.getByRole('button', { name: 'More actions', exact: true }).click()
    await this.page.getByRole('menuitem', { name: 'Paste another token' }).click()
  }

  async removeAll(): Promise<void> {
    await this.root.getByRole('button', { name: 'More actions', exact: true }).click()
    await this.page.getByRole('menuitem', { name: 'Remove all' }).click()
  }

  /** The tabs of all pasted tokens. A single token has none. */
  get entries(): Locator {
    return this.page.getByRole('tablist', { name: 'Pasted tokens' }).getByRole('tab')
  }

  /** Types a text into the field, coming from a token that is shown if need be. */
  async type(text: string): Promise<void> {
    if (await this.token.isVisible()) await this.another()
    await this.field.fill(text)
  }

  async choose(name: string): Promise<void> {
    await this.entries.filter({ hasText: name }).first().click()
  }

  /** The band with the headline and what stands beside it. */
  get state(): Locator {
    return this.token.getByRole('region', { name: 'State' })
  }

  get headline(): Locator {
    return this.state.getByTestId('headline')
  }

  get details(): Locator {
    return this.token.getByRole('region', { name: 'Details' })
  }

  get encoded(): Locator {
    return this.token.getByTestId('encoded-token')
  }

  get nameField(): Locator {
    return this.token.getByLabel('Name', { exact: true })
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true })
  }

  get claims(): Locator {
    return this.token.getByRole('table', { name: 'Claims' })
  }

  /** The row of a claim. */
  claim(name: string): Locator {
    const header = this.page.getByRole('rowheader', { name, exact: true })
    return this.claims.getByRole('row').filter({ has: header })
  }

  get findings(): Locator {
    return this.token.getByRole('region', { name: 'Findings' }).getByRole('listitem')
  }

  /** A finding by its text. */
  finding(text: string | RegExp): Locator {
    return this.findings.filter({ hasText: text })
  }

  /** Expands the line of the notes, and the explanation of every finding. */
  async explainFindings(): Promise<void> {
    const notes = this.token
      .getByRole('region', { name: 'Findings' })
      .getByRole('button', { name: /^\d+ notes?: / })
    if (await notes.isVisible()) await notes.click()
    for (const finding of await this.findings.all()) {
      const line = finding.locator('[aria-expanded]')
      if ((await line.getAttribute('aria-expanded')) === 'false') await line.click()
      await expect(line).toHaveAttribute('aria-expanded', 'true')
    }
  }
}
