import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { RunningApp } from '../stand-in/launch/running-app.ts'
import { ActivityView } from './pages/activity-view.ts'
import { expectAccessible } from './pages/axe.ts'
import { startDemoServices } from './pages/demo-services.ts'
import { PasteView } from './pages/paste-view.ts'
import { ProviderForm } from './pages/provider-form.ts'
import { showLockedTokens, showSavedTokens } from './pages/saved-token-scenes.ts'
import { SettingsView } from './pages/settings-view.ts'
import { encryptedExample } from './pages/signed-tokens.ts'
import { TokenChecks } from './pages/token-checks.ts'
import { addGoCardless, type DemoServices, opened, test } from './pages/touchstone.ts'
import { transferScenes } from './pages/transfer-scenes.ts'
import type { TouchstoneWindow } from './pages/touchstone-window.ts'
import { VaultPanel } from './pages/vault-panel.ts'
import { showKeyringRefused } from './pages/vault-scenes.ts'

interface Scene {
  app: RunningApp
  window: TouchstoneWindow
  page: Page
  services: DemoServices
}

async function withTokens({ window, services }: Scene): Promise<void> {
  await addGoCardless(window, services)
  await window.run('Obtain')
  await window.claim('token_type').waitFor()
}

async function verifyDemoToken({ window, page }: Scene): Promise<void> {
  await window.select('IX-API')
  await window.run('Obtain')
  const verification = page.getByRole('region', { name: 'Verification' })
  await page.getByRole('button', { name: 'Verify…' }).click()
  await verification.getByText('Expected claims').click()
  await verification.getByRole('button', { name: 'Verify', exact: true }).click()
}

const wrong = { secrets: { secret_id: 'no', secret_key: 'body' } }

/** Every view and dialog, each in a state that shows most of its content. */
const views = {
  'the first start': ({ window }) => window.select('GoCardless'),
  'a workspace without providers': async ({ window, page }) => {
    await window.setPreferences({ demo: false })
    await page.getByRole('heading', { name: 'No providers yet' }).waitFor()
  },
  'a search that finds nothing': async ({ page }) => {
    await page.getByRole('searchbox', { name: 'Search providers' }).fill('nothing like this')
    await page.getByText('No matches').waitFor()
  },
  'an active token, expanded and revealed': async (scene) => {
    await withTokens(scene)
    await scene.page.getByRole('button', { name: 'Expand allowed_cidrs' }).click()
    await scene.page.getByRole('button', { name: 'Reveal token' }).click()
    await scene.page.getByTestId('encoded-token').waitFor()
  },
  'claims as JSON': async (scene) => {
    await withTokens(scene)
    const claims = scene.page.getByRole('region', { name: 'Claims' })
    await claims.getByRole('button', { name: 'JSON', exact: true }).click()
  },
  'a pasted token, its findings explaining themselves': async ({ page }) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    await page.getByRole('button', { name: 'Paste a token', exact: true }).click()
    const box = page.getByRole('textbox', { name: 'Token, or text with tokens in it' })
    await box.fill(`Bearer ${part({ alg: 'none' })}.${part({ exp: 1, aud: ['a', 'b'] })}.`)
    await box.press('Enter')
    const view = new PasteView(page)
    await view.findings.first().waitFor()
    await view.explainFindings()
  },
  'saved tokens, a damaged one among them, and one that a full disk does not take': showSavedTokens,
  'saved tokens that are locked': showLockedTokens,
  ...transferScenes,
  'a question before a fetch': async (scene) => {
    await verifyDemoToken(scene)
    await scene.page.getByRole('region', { name: 'Fetch this?' }).waitFor()
  },
  'a verified token': async (scene) => {
    await verifyDemoToken(scene)
    await scene.page.getByRole('button', { name: 'Fetch', exact: true }).click()
    await scene.page.getByRole('button', { name: 'Verify each new token with this' }).waitFor()
  },
  'a decrypted token with another one inside': async ({ page }) => {
    const { token, keys } = encryptedExample(7520, '6')
    const checks = new TokenChecks(page)
    await checks.paste(token)
    await checks.useKey('Decrypt', keys[0] ?? '')
    await checks.inside.useKey('Verify', keys[1] ?? '')
    await checks.inside.verdict.waitFor()
  },
  'a comparison': async ({ window, page }) => {
    await window.select('IX-API')
    await window.run('Obtain')
    await window.run('Refresh')
    await page.getByRole('button', { name: 'Compare with the token before' }).click()
    await page.getByRole('heading', { level: 1, name: 'Compare tokens' }).waitFor()
    await page.getByRole('rowheader', { name: 'jti' }).waitFor()
  },
  'tokens to compare, of which there are none': async ({ page }) => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('option', { name: 'Compare tokens' }).click()
    await page.getByText('Two tokens are needed').waitFor()
  },
  'a failed call': async ({ window, services }) => {
    await addGoCardless(window, services, wrong)
    await window.run('Obtain')
  },
  'errors at fields': async ({ window, services }) => {
    await addGoCardless(window, services, { secrets: { secret_id: ' ', secret_key: '' } })
    await window.run('Obtain')
    await window.outcome.getByRole('listitem').first().waitFor()
  },
  'a call under way': async ({ window, services }) => {
    await addGoCardless(window, services)
    await services.plan({ operation: 'obtain', fault: 'hang' })
    await window.operation('Obtain').click()
    await window.stop('Cancel').waitFor()
  },
  'a menu and a message': async (scene) => {
    await withTokens(scene)
    await scene.window.copyToken()
    await scene.window.message('Clipboard clears in').waitFor()
    await scene.page.getByRole('button', { name: 'More actions' }).click()
    await scene.page.getByRole('menu').waitFor()
  },
  'a deleted provider': async (scene) => {
    await withTokens(scene)
    await scene.window.choose('More actions', 'Delete')
    await scene.window.message('Alpha deleted').waitFor()
  },
  'the form of a new provider, with errors and a tested base URL': async ({ page }) => {
    const form = new ProviderForm(page)
    await form.openNew()
    await form.chooseService('GoCardless')
    await form.fill({ Name: '', 'Secret ID': 'short', 'Base URL': 'http://bank.example' })
    await form.testBaseUrl()
    await form.baseUrlTest.getByText('Plain http').waitFor()
    await form.save()
    await form.root.getByText('Name is empty.').waitFor()
  },
  'the form of a provider, and leaving it': async (scene) => {
    await withTokens(scene)
    const form = new ProviderForm(scene.page)
    await form.openEdit()
    await form.field('Name').fill('Changed')
    await form.root.getByRole('button', { name: 'Cancel' }).click()
    await scene.page.getByRole('dialog', { name: 'Discard your changes?' }).waitFor()
  },
  settings: async ({ page }) => {
    const settings = new SettingsView(page)
    await settings.open()
    await settings.setSeconds('Clear the clipboard after', 1)
    await page.getByText('Whole seconds, 5 to 600.').waitFor()
  },
  'an empty activity': async ({ page }) => {
    await new ActivityView(page).open()
    await page.getByText(/^No requests yet/).waitFor()
  },
  'activity, unfolded': async ({ window, page, services }) => {
    await addGoCardless(window, services)
    await window.run('Obtain')
    await addGoCardless(window, services, { name: 'Beta', ...wrong })
    await window.run('Obtain')
    const activity = new ActivityView(page)
    await activity.open()
    for (const call of await activity.calls.all()) await call.locator('summary').click()
  },
  'the command palette': async (scene) => {
    await withTokens(scene)
    await scene.page.keyboard.press('ControlOrMeta+k')
    await scene.page.getByRole('dialog', { name: 'Command palette' }).waitFor()
  },
  'the keyboard shortcuts': async (scene) => {
    await withTokens(scene)
    await scene.page.keyboard.press('Shift+Slash')
    await scene.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  },
  'the protection of the secrets': ({ page }) => showKeyringRefused(page),
  'a passphrase that is typed': async ({ page }) => {
    const panel = new VaultPanel(page)
    await panel.open()
    await panel.button('Use Passphrase').click()
    await panel.button('Use this passphrase').click()
    await panel.root.getByText('Enter the passphrase.').waitFor()
  },
  'locked secrets': async ({ app, window, page, services }) => {
    await addGoCardless(window, services)
    const panel = new VaultPanel(page)
    await panel.usePassphrase(app, 'correct horse battery')
    await panel.open()
    await panel.button('Lock now').click()
    await page.getByRole('region', { name: 'Secrets are locked' }).waitFor()
  },
} satisfies Record<string, (scene: Scene) => Promise<void>>

/** The hint of a first start, and views that leave another vault behind. */
const needOwnApp = new Set<string>([
  'the first start',
  'saved tokens that are locked',
  'the protection of the secrets',
  'locked secrets',
] satisfies (keyof typeof views)[])

for (const [name, show] of Object.entries(views)) {
  test(`axe finds nothing in ${name}`, async ({ open, reuse, services }) => {
    const { app, window } = await (needOwnApp.has(name) ? open() : reuse())
    const scene = { app, window, page: window.page, services }
    await show(scene)
    await expectAccessible(scene)
  })
}

test('axe finds nothing where the secrets are gone and a file is damaged', async ({
  open,
  services,
}) => {
  const { app, window } = await open()
  await addGoCardless(window, services)
  await app.close()
  const folder = join(app.userData, 'providers')
  const [first = ''] = (await readdir(folder)).filter((file) => file.endsWith('.json'))
  await writeFile(join(folder, first), '{ cut')
  const again = await opened(await app.restart())
  const scene = { ...again, page: again.window.page, services }
  await again.window.row('Alpha').or(again.window.row('Banyan')).first().click()
  await expectAccessible(scene)
  await scene.page.getByRole('button', { name: '1 provider file cannot be read' }).click()
  await scene.page.getByRole('heading', { name: 'Files that cannot be read' }).waitFor()
  await expectAccessible(scene)
})

test('axe finds nothing where a service asks to wait', async ({ reuse }) => {
  const services = await startDemoServices({ newPerHour: 1 })
  const { app, window } = await reuse()
  await addGoCardless(window, services)
  await window.run('Obtain')
  await window.run('Obtain')
  await window.outcome.getByText('The service asks to wait').waitFor()
  await expectAccessible({ app, window })
  await services.close()
})
