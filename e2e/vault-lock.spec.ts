import { ProviderForm } from './pages/provider-form.ts'
import { expect, gocardless, test } from './pages/touchstone.ts'
import { VaultPanel } from './pages/vault-panel.ts'
import { expectLocked, passphrase, withTokens } from './pages/vault-scenes.ts'

test('locking by hand takes every secret off the screen, and unlocking brings it back', async ({
  reuse,
  services,
  keyring,
}) => {
  const { window } = await reuse({ env: keyring })
  const { id, tokens } = await withTokens(window, services)
  await window.page.getByRole('button', { name: 'Reveal token' }).click()
  await expect(window.page.getByTestId('encoded-token')).toBeVisible()
  const panel = new VaultPanel(window.page)
  await panel.open()
  await panel.button('Lock now').click()
  await expect(panel.line).toHaveText(/locked/)
  await expectLocked(window)
  expect(await window.fingerprints(id)).toEqual({})

  await panel.open()
  await panel.button('Unlock').click()
  await expect(panel.line).toHaveText(/in the system keyring/)
  await expect(window.claim('jti')).toBeVisible()
  await expect(window.page.getByTestId('encoded-token')).toHaveCount(0)
  expect(await window.fingerprints(id)).toEqual(tokens)
})

test('a locked screen locks the secrets, and an unlocked one opens what needs no passphrase', async ({
  open,
  services,
  keyring,
}) => {
  const { app, window } = await open({ env: keyring })
  await withTokens(window, services)
  const panel = new VaultPanel(window.page)
  for (const [locks, unlocks] of [
    ['lock-screen', 'unlock-screen'],
    ['suspend', 'resume'],
  ] as const) {
    await app.evaluate(({ powerMonitor }, event) => powerMonitor.emit(event), locks)
    await expect(panel.line).toHaveText(/locked/)
    await expectLocked(window)
    await app.evaluate(({ powerMonitor }, event) => powerMonitor.emit(event), unlocks)
    await expect(panel.line).toHaveText(/in the system keyring/)
    await expect(window.claim('jti')).toBeVisible()
  }

  await panel.usePassphrase(app, passphrase)
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'))
  await expect(panel.line).toHaveText(/locked/)
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('unlock-screen'))
  await panel.open()
  await panel.field('Passphrase').fill(passphrase)
  await panel.button('Unlock').click()
  await expect(window.claim('jti')).toBeVisible()
})

for (const [what, machine] of [
  ['an idle machine', { idleSeconds: 15 * 60, state: 'idle' }],
  ['a locked screen that Linux sends no event for', { idleSeconds: 0, state: 'locked' }],
] as const) {
  test(`${what} locks the secrets within 10 seconds`, async ({ open, services, keyring }) => {
    // macOS and Windows emit `lock-screen`, so that the app does not look for it there.
    test.skip(machine.state === 'locked' && process.platform !== 'linux', 'is about Linux')
    const { app, window } = await open({ env: keyring })
    await withTokens(window, services)
    await app.evaluate(({ powerMonitor }, { idleSeconds, state }) => {
      Object.assign(powerMonitor, {
        getSystemIdleTime: () => idleSeconds,
        getSystemIdleState: () => state,
      })
    }, machine)
    await expect(new VaultPanel(window.page).line).toHaveText(/locked/, { timeout: 30_000 })
    await expectLocked(window)
  })
}

test('a locked screen leaves secrets that are in memory only', async ({ reuse, services }) => {
  const { app, window } = await reuse()
  const { id, tokens } = await withTokens(window, services)
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'))
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('unlock-screen'))
  await expect(window.claim('jti')).toBeVisible()
  expect(await window.fingerprints(id)).toEqual(tokens)
  await window.run('Refresh')
  await expect(window.outcome).toContainText('Refresh succeeded')
})

test('locking what is in memory only means losing it, so the panel is asked first', async ({
  reuse,
  services,
  noKeyring,
}) => {
  const { window } = await reuse({ env: noKeyring })
  const { id, tokens } = await withTokens(window, services)
  const panel = new VaultPanel(window.page)
  await window.page.keyboard.press('ControlOrMeta+Shift+L')
  await expect(panel.button('Forget all secrets')).toBeVisible()
  expect(await window.fingerprints(id)).toEqual(tokens)
  await panel.button('Forget all secrets').click()
  await expect(panel.root).toBeHidden()
  await expect(panel.line).toHaveText(/in memory only/)
  await expect(window.row('Alpha')).toContainText('Enter secrets again')
  expect(await window.fingerprints(id)).toEqual({})
  const notice = window.page.getByRole('region', { name: 'Enter the secrets again' })
  await expect(notice).toContainText('kept in memory only')
  await notice.getByRole('button', { name: 'Enter again' }).click()
  const form = new ProviderForm(window.page)
  const { secret_id = '', secret_key = '' } = services.fieldsOf(gocardless)
  await form.fill({ 'Secret ID': secret_id, 'Secret key': secret_key })
  await form.save()
  await window.run('Obtain')
  await expect(window.outcome).toContainText('Obtain succeeded')
})
