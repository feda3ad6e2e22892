import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, opened, test } from './pages/touchstone.ts'
import { answerQuestions } from './pages/native-questions.ts'
import { VaultPanel } from './pages/vault-panel.ts'
import {
  expectLocked,
  passphrase,
  sealedByAnotherKeyring,
  withTokens,
} from './pages/vault-scenes.ts'

test('without a keyring the line and the panel say that memory is all there is, and why', async ({
  reuse,
  noKeyring,
}) => {
  const { window } = await reuse({ env: noKeyring })
  const panel = new VaultPanel(window.page)
  await expect(panel.line).toHaveText(/in memory only \(lost on quit\)/)
  await panel.open()
  await expect(panel.root).toContainText('the only available key is hard-coded')
  await expect(panel.root.getByRole('listitem').filter({ hasText: 'in use' })).toContainText(
    'Memory only',
  )
  await panel.button('Use Operating system').click()
  await expect(panel.root).toContainText('The system offers no keyring')
  await expect(panel.root).toContainText('the same on every computer')
  await expect(panel.line).toHaveText(/in memory only/)
})

test('a passphrase is typed twice, and may not be short', async ({ reuse }) => {
  const { window } = await reuse()
  const panel = new VaultPanel(window.page)
  const before = await panel.line.innerText()
  await panel.open()
  await panel.button('Use Passphrase').click()
  await panel.field('New passphrase').fill(passphrase)
  await panel.field('Confirm passphrase').fill(`${passphrase}!`)
  await panel.button('Use this passphrase').click()
  await expect(panel.root).toContainText('Passphrases do not match.')
  await panel.field('New passphrase').fill('short')
  await panel.field('Confirm passphrase').fill('short')
  await panel.button('Use this passphrase').click()
  await expect(panel.root).toContainText('The passphrase is too short')
  await expect(panel.line).toHaveText(before)
})

test('a passphrase keeps what memory held, asks at the next start and opens with nothing else', async ({
  open,
  services,
}) => {
  const { app, window } = await open()
  const { id, tokens } = await withTokens(window, services)
  const panel = new VaultPanel(window.page)
  await panel.usePassphrase(app, passphrase)
  await expect(panel.line).toHaveText(/protected by a passphrase/)
  await expect(window.message('Secrets are now protected by a passphrase')).toBeVisible()
  expect(await window.fingerprints(id)).toEqual(tokens)

  const again = await opened(await app.restart())
  const later = new VaultPanel(again.window.page)
  await expect(later.line).toHaveText(/locked/)
  await expectLocked(again.window)
  await again.window.page.getByRole('main').getByRole('button', { name: 'Unlock' }).click()
  await later.field('Passphrase').fill('another passphrase')
  await later.button('Unlock').click()
  await expect(later.root).toContainText('Wrong passphrase')
  await later.field('Passphrase').fill(passphrase)
  await later.button('Unlock').click()
  await expect(later.root).toBeHidden()
  await expect(later.line).toHaveText(/protected by a passphrase/)
  await expect(again.window.claim('jti')).toBeVisible()
  expect(await again.window.fingerprints(id)).toEqual(tokens)
})

test('a keyring that is not there at a start is said, and nothing is lost', async ({
  open,
  services,
  keyring,
}) => {
  const { app, window } = await open({ env: keyring })
  await expect(new VaultPanel(window.page).line).toHaveText(/in the system keyring/)
  const { id, tokens } = await withTokens(window, services)
  await app.close()
  const keyFile = join(app.userData, 'vault-key.json')
  const key = await readFile(keyFile)
  await writeFile(keyFile, sealedByAnotherKeyring)

  const without = await open({ userData: app.userData, env: keyring })
  const panel = new VaultPanel(without.window.page)
  await expect(panel.line).toHaveText(/keyring not available/)
  await expectLocked(without.window)
  await panel.open()
  await expect(panel.root).toContainText('Stored data is unchanged.')
  await without.app.evaluate(({ app: electron }) => {
    electron.relaunch = () => undefined
  })
  await panel.button('Restart Touchstone').click()
  await without.app.exited

  await writeFile(keyFile, key)
  const again = await open({ userData: app.userData, env: keyring })
  await expect(new VaultPanel(again.window.page).line).toHaveText(/in the system keyring/)
  expect(await again.window.fingerprints(id)).toEqual(tokens)
})

test('a key that never comes back is set aside on request, and every provider stays', async ({
  open,
  services,
  keyring,
}) => {
  const { app, window } = await open({ env: keyring })
  await withTokens(window, services)
  await app.close()
  await writeFile(join(app.userData, 'vault-key.json'), sealedByAnotherKeyring)
  const without = await open({ userData: app.userData, env: keyring })
  const panel = new VaultPanel(without.window.page)
  await expect(panel.line).toHaveText(/keyring not available/)
  await panel.open()
  await panel.root.getByText('Key lost for good?').click()
  await answerQuestions(without.app, 'Reset')
  await panel.button('Reset vault').click()
  await expect(panel.root).toBeHidden()
  await expect(panel.line).toHaveText(/in the system keyring/)
  await expect(without.window.row('Alpha')).toContainText('Enter secrets again')
  await without.window.select('Alpha')
  const notice = without.window.page.getByRole('region', { name: 'Enter the secrets again' })
  await notice.getByRole('button', { name: 'Enter again' }).click()
  await expect(without.window.page.getByLabel('Secret ID')).toBeFocused()
})

test('another key and another protection keep every secret and token', async ({
  open,
  services,
  keyring,
}) => {
  const { app, window } = await open({ env: keyring })
  const { id, tokens } = await withTokens(window, services)
  const panel = new VaultPanel(window.page)
  await panel.open()
  await panel.button('Replace the key').click()
  await expect(window.message('Vault key replaced')).toBeVisible()
  await panel.usePassphrase(app, passphrase)
  await panel.open()
  await panel.button('Change Passphrase').click()
  await panel.field('New passphrase').fill('a second passphrase')
  await panel.field('Confirm passphrase').fill('a second passphrase')
  await panel.button('Use this passphrase').click()
  await expect(panel.root).toBeHidden()
  await panel.open()
  await panel.button('Use Operating system').click()
  await expect(panel.line).toHaveText(/in the system keyring/)

  const again = await opened(await app.restart())
  await again.window.select('Alpha')
  expect(await again.window.fingerprints(id)).toEqual(tokens)
  await again.window.run('Refresh')
  await expect(again.window.outcome).toContainText('Refresh succeeded')
})
