import { expect, type TestInfo } from '@playwright/test'
import { addGoCardless, type DemoServices } from './touchstone.ts'
import type { TouchstoneWindow } from './touchstone-window.ts'

export const passphrase = 'correct horse battery'

/** Environment variables for a keyring of this spec only. */
export const keyringIn = (testInfo: TestInfo) => ({
  TOUCHSTONE_STAND_IN_KEYRING: testInfo.outputPath('keyring'),
})

/** A provider with tokens, and their fingerprints. */
export async function withTokens(window: TouchstoneWindow, services: DemoServices) {
  const id = await addGoCardless(window, services)
  await window.run('Obtain')
  return { id, tokens: await window.fingerprints(id) }
}

/** Expects a provider to be listed while its secrets are locked, without anything of them. */
export async function expectLocked(window: TouchstoneWindow): Promise<void> {
  await expect(window.row('Alpha')).toContainText('locked')
  await window.select('Alpha')
  const notice = window.page.getByRole('region', { name: 'Secrets are locked' })
  await expect(notice.getByRole('button', { name: 'Unlock' })).toBeVisible()
  await expect(window.operation('Obtain')).toHaveAttribute('aria-disabled', 'true')
  await expect(window.claim('jti')).toHaveCount(0)
  await expect(window.page.getByTestId('encoded-token')).toHaveCount(0)
}
