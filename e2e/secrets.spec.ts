import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LaunchedApp } from './fixture.ts'
import { ActivityView } from './pages/activity-view.ts'
import { Keyboard } from './pages/keyboard.ts'
import { ProviderForm } from './pages/provider-form.ts'
import {
  secretSentinels,
  sentinelTemplates,
  startSentinelService,
} from './pages/sentinel-service.ts'
import { keyringAt } from './pages/keyring.ts'
import { SavedTokens } from './pages/saved-tokens.ts'
import { SettingsView } from './pages/settings-view.ts'
import { TokenChecks } from './pages/token-checks.ts'
import { expect, opened, test } from './pages/touchstone.ts'
import type { TouchstoneWindow } from './pages/touchstone-window.ts'
import { VaultPanel } from './pages/vault-panel.ts'

/** Every file below a folder, as text. */
async function everythingIn(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const texts = files.map((file) => readFile(join(file.parentPath, file.name), 'latin1'))
  return (await Promise.all(texts)).join('\n')
}

/** Everything that main has sent to the page, as text. */
async function toldTo(app: LaunchedApp): Promise<string[]> {
  const traffic = (await app.traffic()) ?? []
  return traffic
    .filter(({ direction }) => direction === 'to-renderer')
    .map((crossing) => JSON.stringify(crossing))
}

/** Every way to copy a token without showing it. */
async function copyEverything(window: TouchstoneWindow): Promise<void> {
  await window.copyToken()
  await window.page.getByRole('button', { name: 'Copy Authorization header' }).click()
  for (const format of [
    'Copy as curl command',
    'Copy as environment variable',
    'Copy claims as JSON',
  ]) {
    await window.choose('More copy formats', format)
  }
  await expect(window.message(/Clipboard clears in/)).toBeVisible()
}

/** A secret typed into the form that verifies a token. */
const typedSecret = 'SENTINEL-typed-verification-secret-4e07'

/** Opens every view with information about a provider. @returns their HTML */
async function visitEverything(window: TouchstoneWindow): Promise<string[]> {
  const shown: string[] = []
  const look = async () => shown.push(await window.page.content())
  const keyboard = new Keyboard(window.page)
  for (const tab of ['Refresh token', 'Access token'] as const) {
    await window.tab(tab).click()
    await look()
  }
  await window.page.getByTestId('what-changed').waitFor()
  const claims = window.page.getByRole('region', { name: 'Claims' })
  await claims.getByRole('button', { name: 'JSON', exact: true }).click()
  await look()
  const checks = new TokenChecks(window.page)
  await checks.verifyWithSecret(typedSecret)
  await checks.verdict.waitFor()
  await look()
  await checks.close()
  await window.page.getByRole('button', { name: 'Compare…' }).click()
  const after = window.page.getByLabel('After')
  for (const option of await after.getByRole('option').all()) {
    await after.selectOption({ label: (await option.textContent()) ?? '' })
    await expect(window.page.getByText('Reading the tokens…')).toHaveCount(0)
    await look()
  }
  await new SettingsView(window.page).open()
  await look()
  const activity = new ActivityView(window.page)
  await activity.open()
  for (const call of await activity.calls.all()) await call.locator('summary').click()
  await look()
  await window.select('Sentinel')
  const form = new ProviderForm(window.page)
  await form.openEdit()
  await look()
  await form.root.getByRole('button', { name: 'Cancel' }).click()
  for (const keys of ['ControlOrMeta+k', 'Shift+Slash']) {
    await keyboard.press(keys)
    await window.page.getByRole('dialog').waitFor()
    await look()
    await keyboard.press('Escape')
  }
  const panel = new VaultPanel(window.page)
  await panel.open()
  await look()
  await panel.button('Replace the key').click()
  await panel.open()
  await panel.button('Lock now').click()
  await look()
  await panel.open()
  await panel.button('Unlock').click()
  await expect(window.operation('Obtain')).toHaveAttribute('aria-disabled', 'false')
  await look()
  return shown
}

for (const { template, secrets, fields = {}, operations } of sentinelTemplates) {
  test(`${template}: no secret, opaque token or signature leaves main, or is on disk or in a log`, async ({
    open,
    keyring,
  }) => {
    const service = await startSentinelService()
    const sentinels = { ...service.sentinels, ...secretSentinels(secrets), typedSecret }
    const { app, window } = await open({ env: keyring })
    await window.add({
      name: 'Sentinel',
      environment: 'test',
      baseUrl: service.baseUrl,
      template,
      fields: { ...fields },
      secrets: secretSentinels(secrets),
    })
    await window.select('Sentinel')
    for (const operation of operations) {
      await window.run(operation)
      await expect(window.outcome).toContainText(`${operation} succeeded`)
    }
    await copyEverything(window)
    service.fail(true)
    for (const operation of operations) {
      await window.run(operation)
      await expect(window.outcome).toContainText(`${operation} failed`)
      await expect(window.outcome).toContainText('You sent')
    }
    const shown = await visitEverything(window)
    service.fail(false)
    await window.choose('More actions', 'Duplicate')
    await window.page.getByRole('heading', { level: 1, name: 'Sentinel (copy)' }).waitFor()
    await window.run('Obtain')
    await window.callEverythingThatTells()

    const told = await toldTo(app)
    // On Electron the traffic is not recorded, so only the other places are searched.
    if (app.runtime === 'chromium') expect(told.length).toBeGreaterThan(30)
    const again = await opened(await app.restart())
    await again.window.callEverythingThatTells()
    const places = {
      'what main told the page': told.join('\n'),
      'what main told the page after a restart': (await toldTo(again.app)).join('\n'),
      'what main wrote to its output': app.output() + again.app.output(),
      'the disk': await everythingIn(app.userData),
      'the page': [...shown, await again.window.page.content()].join('\n'),
    }
    for (const [place, text] of Object.entries(places)) {
      for (const [what, sentinel] of Object.entries(sentinels)) {
        expect.soft(text.includes(sentinel), `${what} in ${place}`).toBe(false)
      }
    }
    await service.close()
  })
}

test('a saved token crosses to the page when it is opened and at no other time; no file and no log holds it', async ({
  open,
}, testInfo) => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signature = Buffer.from('SENTINEL-saved-signature'.padEnd(32, '#')).toString('base64url')
  const text = `${part({ alg: 'HS256' })}.${part({ sub: 'SENTINEL-subject' })}.${signature}`
  const sentinels = { signature, claims: part({ sub: 'SENTINEL-subject' }), name: 'SENTINEL name' }
  const { app, window } = await open({ env: keyringAt(testInfo.outputPath('keyring')) })
  const first = new SavedTokens(window.page)
  await new TokenChecks(window.page).paste(text)
  await first.saveAs(sentinels.name)
  await first.nameField.fill(`${sentinels.name} again`)
  await first.nameField.blur()
  await first.save('Save name').click()
  await first.save('Saved').waitFor()
  const panel = new VaultPanel(window.page)
  await panel.open()
  await panel.button('Replace the key').click()
  await panel.usePassphrase(app, 'correct horse battery')
  await first.show()
  await first.button(`Forget ${sentinels.name} again`).click()
  await window.page.getByRole('button', { name: 'Undo', exact: true }).click()
  await first.rows.waitFor()
  await window.callEverythingThatTells()
  const told = await toldTo(app)

  const again = await opened(await app.restart())
  const later = new SavedTokens(again.window.page)
  await later.show()
  await later.rows.waitFor()
  const locked = [...(await toldTo(again.app)), await again.window.page.content()]
  const panelAgain = new VaultPanel(again.window.page)
  await panelAgain.open()
  await panelAgain.field('Passphrase').fill('correct horse battery')
  await panelAgain.button('Unlock').click()
  await later.button(`Open ${sentinels.name} again`).waitFor()
  await again.window.callEverythingThatTells()
  const unlocked = await toldTo(again.app)
  await later.button(`Open ${sentinels.name} again`).click()
  await expect(later.token.getByTestId('encoded-token')).toHaveText(text)
  const texts = (await toldTo(again.app)).filter((crossing) => crossing.includes(signature))
  if (app.runtime === 'chromium') {
    expect(told.length).toBeGreaterThan(10)
    expect(texts).toEqual([expect.stringContaining('openSavedToken')])
  }

  const places = {
    'what main told the page': told.join('\n'),
    'what main told the page after a restart': unlocked.join('\n'),
    'what main wrote to its output': app.output() + again.app.output(),
    'the disk': await everythingIn(app.userData),
    'what the page had while all was locked': locked.join('\n'),
  }
  const { name, ...tokenText } = sentinels
  for (const [place, found] of Object.entries(places)) {
    for (const [what, sentinel] of Object.entries(tokenText)) {
      expect.soft(found.includes(sentinel), `${what} in ${place}`).toBe(false)
    }
  }
  // The list shows the name of the saved token once the secrets are unlocked.
  for (const place of ['the disk', 'what main wrote to its output'] as const) {
    expect.soft(places[place].includes(name), `name in ${place}`).toBe(false)
  }
  expect.soft(locked.join().includes(name), 'name while all was locked').toBe(false)
})
