import type { TestInfo } from '@playwright/test'
import { ProviderForm } from './pages/provider-form.ts'
import {
  addGoCardless,
  type DemoServices,
  expect,
  gocardless,
  opened,
  test,
} from './pages/touchstone.ts'
import type { TouchstoneWindow } from './pages/touchstone-window.ts'
import { VaultPanel } from './pages/vault-panel.ts'
import { runtimeToUse } from './runtime-to-use.ts'

test.skip(runtimeToUse() === 'electron', 'the keyring of a real system cannot be had or taken away')

const passphrase = 'correct horse battery'
const keyringIn = (testInfo: TestInfo) => ({
  TOUCHSTONE_STAND_IN_KEYRING: testInfo.outputPath('keyring'),
})

async function withTokens(window: TouchstoneWindow, services: DemoServices) {
  const id = await addGoCardless(window, services)
  await window.run('Obtain')
  return { id, tokens: await window.fingerprints(id) }
}

/** What a person sees of a provider whose secrets are closed: that it is there, and nothing of them. */
async function expectLocked(window: TouchstoneWindow): Promise<void> {
  await expect(window.row('Alpha')).toContainText('locked')
  await window.select('Alpha')
  const notice = window.page.getByRole('region', { name: 'Secrets are locked' })
  await expect(notice.getByRole('button', { name: 'Unlock' })).toBeVisible()
  await expect(window.operation('Obtain')).toHaveAttribute('aria-disabled', 'true')
  await expect(window.claim('jti')).toHaveCount(0)
  await expect(window.page.getByTestId('encoded-token')).toHaveCount(0)
}

test('without a keyring the line and the panel say that memory is all there is, and why', async ({
  open,
}) => {
  const { window } = await open()
  const panel = new VaultPanel(window.page)
  await expect(panel.line).toHaveText(/in memory only: gone when you quit/)
  await panel.open()
  await expect(panel.root).toContainText('the only key on offer is hard-coded')
  await expect(panel.root.getByRole('listitem').filter({ hasText: 'in use' })).toContainText(
    'Memory only',
  )
  await panel.button('Use Operating system').click()
  await expect(panel.root).toContainText('The system offers no keyring')
  await expect(panel.root).toContainText('the same on every computer')
  await expect(panel.line).toHaveText(/in memory only/)
})

test('a passphrase is typed twice, and may not be short', async ({ open }) => {
  const { window } = await open()
  const panel = new VaultPanel(window.page)
  await panel.open()
  await panel.button('Use Passphrase').click()
  await panel.field('New passphrase').fill(passphrase)
  await panel.field('The same again').fill(`${passphrase}!`)
  await panel.button('Use this passphrase').click()
  await expect(panel.root).toContainText('The two are not the same.')
  await panel.field('New passphrase').fill('short')
  await panel.field('The same again').fill('short')
  await panel.button('Use this passphrase').click()
  await expect(panel.root).toContainText('The passphrase is too short')
  await expect(panel.line).toHaveText(/in memory only/)
})

test('a passphrase keeps what memory held, asks at the next start and opens with nothing else', async ({
  open,
  services,
}) => {
  const { app, window } = await open()
  const { id, tokens } = await withTokens(window, services)
  const panel = new VaultPanel(window.page)
  await panel.usePassphrase(passphrase)
  await expect(panel.line).toHaveText(/kept by a passphrase/)
  await expect(window.message('A passphrase protects your secrets now')).toBeVisible()
  expect(await window.fingerprints(id)).toEqual(tokens)

  const again = await opened(await app.restart())
  const later = new VaultPanel(again.window.page)
  await expect(later.line).toHaveText(/locked/)
  await expectLocked(again.window)
  await again.window.page.getByRole('main').getByRole('button', { name: 'Unlock' }).click()
  await later.field('Passphrase').fill('another passphrase')
  await later.button('Unlock').click()
  await expect(later.root).toContainText('That passphrase does not open the vault')
  await later.field('Passphrase').fill(passphrase)
  await later.button('Unlock').click()
  await expect(later.root).toBeHidden()
  await expect(later.line).toHaveText(/kept by a passphrase/)
  await expect(again.window.claim('jti')).toBeVisible()
  expect(await again.window.fingerprints(id)).toEqual(tokens)
})

test('a keyring that is not there at a start is said, and nothing is lost', async ({
  open,
  services,
}, testInfo) => {
  const env = keyringIn(testInfo)
  const { app, window } = await open({ env })
  await expect(new VaultPanel(window.page).line).toHaveText(/kept by the operating system/)
  const { id, tokens } = await withTokens(window, services)
  await app.close()

  const unavailable = { TOUCHSTONE_STAND_IN_KEYRING: 'unavailable' }
  const without = await open({ userData: app.userData, env: unavailable })
  const panel = new VaultPanel(without.window.page)
  await expect(panel.line).toHaveText(/keyring not available now/)
  await expectLocked(without.window)
  await panel.open()
  await expect(panel.root).toContainText('All that is stored is kept as it is.')
  await panel.button('Try again').click()
  await expect(panel.root.getByRole('region')).toContainText('The keyring is not available now')
  await without.app.evaluate((_electron, keyring) => {
    process.env['TOUCHSTONE_STAND_IN_KEYRING'] = keyring
  }, env.TOUCHSTONE_STAND_IN_KEYRING)
  await panel.button('Try again').click()
  await expect(panel.root).toBeHidden()
  await expect(panel.line).toHaveText(/kept by the operating system/)
  expect(await without.window.fingerprints(id)).toEqual(tokens)
})

test('a key that never comes back is set aside on request, and every provider stays', async ({
  open,
  services,
}, testInfo) => {
  const { app, window } = await open({ env: keyringIn(testInfo) })
  await withTokens(window, services)
  await app.close()
  const another = { TOUCHSTONE_STAND_IN_KEYRING: testInfo.outputPath('another-keyring') }
  const without = await open({ userData: app.userData, env: another })
  const panel = new VaultPanel(without.window.page)
  await expect(panel.line).toHaveText(/keyring not available now/)
  await panel.open()
  await panel.root.getByText('The key will not come back').click()
  await panel.button('Start afresh').click()
  await expect(panel.root).toBeHidden()
  await expect(panel.line).toHaveText(/kept by the operating system/)
  await expect(without.window.row('Alpha')).toContainText('enter again')
  await without.window.select('Alpha')
  const notice = without.window.page.getByRole('region', { name: 'Enter the secrets again' })
  await notice.getByRole('button', { name: 'Enter again' }).click()
  await expect(without.window.page.getByLabel('Secret ID')).toBeFocused()
})

test('locking by hand takes every secret off the screen, and unlocking brings it back', async ({
  open,
  services,
}, testInfo) => {
  const { window } = await open({ env: keyringIn(testInfo) })
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
  await expect(panel.line).toHaveText(/kept by the operating system/)
  await expect(window.claim('jti')).toBeVisible()
  await expect(window.page.getByTestId('encoded-token')).toHaveCount(0)
  expect(await window.fingerprints(id)).toEqual(tokens)
})

test('a locked screen locks the secrets, and an unlocked one opens what needs no passphrase', async ({
  open,
  services,
}, testInfo) => {
  const { app, window } = await open({ env: keyringIn(testInfo) })
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
    await expect(panel.line).toHaveText(/kept by the operating system/)
    await expect(window.claim('jti')).toBeVisible()
  }

  await panel.usePassphrase(passphrase)
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'))
  await expect(panel.line).toHaveText(/locked/)
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('unlock-screen'))
  await panel.open()
  await panel.field('Passphrase').fill(passphrase)
  await panel.button('Unlock').click()
  await expect(window.claim('jti')).toBeVisible()
})

test('a locked screen leaves secrets that are in memory only', async ({ open, services }) => {
  const { app, window } = await open()
  const { id, tokens } = await withTokens(window, services)
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'))
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('unlock-screen'))
  await expect(window.claim('jti')).toBeVisible()
  expect(await window.fingerprints(id)).toEqual(tokens)
  await window.run('Refresh')
  await expect(window.outcome).toContainText('Refresh succeeded')
})

test('locking what is in memory only means losing it, so the panel is asked first', async ({
  open,
  services,
}) => {
  const { window } = await open()
  const { id, tokens } = await withTokens(window, services)
  const panel = new VaultPanel(window.page)
  await window.page.keyboard.press('ControlOrMeta+Shift+L')
  await expect(panel.button('Forget all secrets')).toBeVisible()
  expect(await window.fingerprints(id)).toEqual(tokens)
  await panel.button('Forget all secrets').click()
  await expect(panel.root).toBeHidden()
  await expect(panel.line).toHaveText(/in memory only/)
  await expect(window.row('Alpha')).toContainText('enter again')
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

test('another key and another protection keep every secret and token', async ({
  open,
  services,
}, testInfo) => {
  const { app, window } = await open({ env: keyringIn(testInfo) })
  const { id, tokens } = await withTokens(window, services)
  const panel = new VaultPanel(window.page)
  await panel.open()
  await panel.button('Replace the key').click()
  await expect(window.message('The key has been replaced')).toBeVisible()
  await panel.usePassphrase(passphrase)
  await panel.open()
  await panel.button('Change Passphrase').click()
  await panel.field('New passphrase').fill('a second passphrase')
  await panel.field('The same again').fill('a second passphrase')
  await panel.button('Use this passphrase').click()
  await expect(panel.root).toBeHidden()
  await panel.open()
  await panel.button('Use Operating system').click()
  await expect(panel.line).toHaveText(/kept by the operating system/)

  const again = await opened(await app.restart())
  await again.window.select('Alpha')
  expect(await again.window.fingerprints(id)).toEqual(tokens)
  await again.window.run('Refresh')
  await expect(again.window.outcome).toContainText('Refresh succeeded')
})
