import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { RunningApp } from '../../stand-in/launch/running-app.ts'
import { ActivityView } from './activity-view.ts'
import { emptyDisk, fillDisk } from './full-disk.ts'
import { SavedTokens } from './saved-tokens.ts'
import { TokenChecks } from './token-checks.ts'
import { VaultPanel } from './vault-panel.ts'

interface Scene {
  app: RunningApp
  page: Page
}

async function saveOne(page: Page): Promise<SavedTokens> {
  await new TokenChecks(page).paste('not-a-jwt-but-a-token-all-the-same')
  const saved = new SavedTokens(page)
  await saved.saveAs('of somebody')
  return saved
}

/** A saved token, a damaged one, and one that could not be saved because the disk is full. */
export async function showSavedTokens({ app, page }: Scene): Promise<void> {
  const saved = await saveOne(page)
  const damaged = '7c4e0f5e-3d53-4c0f-9f43-0d5f7d3d1001.json'
  await writeFile(join(app.userData, 'tokens', damaged), '{ cut')
  await new ActivityView(page).open()
  await new TokenChecks(page).paste('another-token-that-stays-in-memory')
  await saved.show()
  await saved.row('is damaged').waitFor()
  await saved.pasted('Opaque token').click()
  await fillDisk(app)
  await saved.save('Save').click()
  await saved.token.getByRole('region', { name: /^Not saved/ }).waitFor()
  await emptyDisk(app)
}

/** A saved token, and a pasted one, while all secrets are locked. */
export async function showLockedTokens({ app, page }: Scene): Promise<void> {
  const panel = new VaultPanel(page)
  await panel.usePassphrase(app, 'correct horse battery')
  await saveOne(page)
  await panel.open()
  await panel.button('Lock now').click()
  await page.getByRole('region', { name: 'Saved tokens are locked' }).waitFor()
  await new TokenChecks(page).paste('a-token-while-all-is-locked')
}
