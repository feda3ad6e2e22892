import { expect, type Page } from '@playwright/test'
import { addGoCardless, type DemoServices } from './touchstone.ts'
import type { TouchstoneWindow } from './touchstone-window.ts'
import { VaultPanel } from './vault-panel.ts'

export const passphrase = 'correct horse battery'

/**
 * The vault key, as a keyring holds it that this machine does not have: none opens it, like one that is
 * locked, refused or gone. The file is `vault-key.json`.
 */
export const sealedByAnotherKeyring = JSON.stringify({
  format: 1,
  wrap: {
    by: 'operating-system',
    prefix: 'v11',
    sealed: 'djExAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  },
})

/** A provider with tokens, and their fingerprints. */
export async function withTokens(window: TouchstoneWindow, services: DemoServices) {
  const id = await addGoCardless(window, services)
  await window.run('Obtain')
  return { id, tokens: await window.fingerprints(id) }
}

/** The panel, with the refusal of a system that has no keyring. One that has it uses it from the start. */
export async function showKeyringRefused(page: Page): Promise<void> {
  const panel = new VaultPanel(page)
  await panel.open()
  const other = panel.button('Use Operating system')
  if (!(await other.isVisible())) return
  await other.click()
  await panel.root.getByRole('region').waitFor()
}

/** Expects a provider to be listed while its secrets are locked, without anything of them. */
export async function expectLocked(window: TouchstoneWindow): Promise<void> {
  await expect(window.row('Alpha')).toContainText('Locked')
  await window.select('Alpha')
  const notice = window.page.getByRole('region', { name: 'Secrets are locked' })
  await expect(notice.getByRole('button', { name: 'Unlock' })).toBeVisible()
  await expect(window.operation('Obtain')).toHaveAttribute('aria-disabled', 'true')
  await expect(window.claim('jti')).toHaveCount(0)
  await expect(window.page.getByTestId('encoded-token')).toHaveCount(0)
}
