import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { emptyDisk, fillDisk } from './pages/full-disk.ts'
import { SavedTokens } from './pages/saved-tokens.ts'
import { TokenChecks } from './pages/token-checks.ts'
import { expect, opened, test } from './pages/touchstone.ts'
import { VaultPanel } from './pages/vault-panel.ts'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (subject: string) =>
  `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: subject, scope: 'read' })}.${'s'.repeat(43)}`
const inUrl = (subject: string) => `https://app.example/cb?access_token=${jwt(subject)}&state=1`

const filesIn = async (userData: string) =>
  (await readdir(join(userData, 'tokens'))).filter((file) => file.endsWith('.json'))

test('a token that is saved reads the same after a restart, is renamed, forgotten and brought back', async ({
  reuse,
  keyring,
}) => {
  const { app, window } = await reuse({ env: keyring })
  const first = new SavedTokens(window.page)
  await first.show()
  await expect(first.root).toContainText('None yet')
  await new TokenChecks(window.page).paste(inUrl('alice'))
  await expect(first.save('Save')).toHaveAttribute('title', /^Saves it encrypted on this machine/)
  const before = await first.reading()
  expect(before.join('\n')).toContain('Sent in a URL')
  await first.saveAs('of Alice')
  await expect(first.token).toContainText('Saved encrypted on this machine')
  await new TokenChecks(window.page).paste(jwt('bob'))

  const again = await opened(await app.restart())
  const later = new SavedTokens(again.window.page)
  await later.show()
  await expect(later.rows).toHaveCount(1)
  await expect(later.row('of Alice')).toContainText(/Signed JWT, \d+ bytes, saved \d/)
  await later.button('Open of Alice').click()
  await expect(later.nameField).toHaveValue('of Alice')
  expect(await later.reading()).toEqual(before)

  await later.nameField.fill('of Alice, expired')
  await later.nameField.blur()
  await expect(later.token).toContainText('Saved as of Alice')
  await later.save('Save name').click()
  await expect(later.save('Saved')).toBeVisible()
  await later.show()
  await expect(later.row('of Alice, expired')).toBeVisible()

  await later.button('Forget of Alice, expired').click()
  await expect(later.rows).toHaveCount(0)
  await later.pasted('of Alice, expired').click()
  await expect(later.save('Save')).toBeVisible()
  await again.window.page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(later.save('Saved')).toBeVisible()
  await later.show()
  await expect(later.row('of Alice, expired')).toBeVisible()
  await later.button('Forget of Alice, expired').click()

  const last = await opened(await again.app.restart())
  const end = new SavedTokens(last.window.page)
  await end.show()
  await expect(end.root).toContainText('None yet')
  expect(await filesIn(app.userData)).toEqual([])
})

test('the same text is saved once, and keeps the name that it has', async ({ reuse, keyring }) => {
  const { app, window } = await reuse({ env: keyring })
  await new TokenChecks(window.page).paste(jwt('alice'))
  await new SavedTokens(window.page).saveAs('of Alice')
  const again = await opened(await app.restart())
  await new TokenChecks(again.window.page).paste(`Bearer ${jwt('alice')}`)
  const saved = new SavedTokens(again.window.page)
  await saved.save('Save').click()
  await expect(again.window.message('Already saved')).toBeVisible()
  await expect(saved.nameField).toHaveValue('of Alice')
  expect(await filesIn(app.userData)).toHaveLength(1)
})

test('while the secrets are locked a saved token has no name and does not open', async ({
  open,
  keyring,
}) => {
  const { app, window } = await open({ env: keyring })
  await new TokenChecks(window.page).paste(jwt('alice'))
  const first = new SavedTokens(window.page)
  await first.saveAs('of Alice')
  await new VaultPanel(window.page).usePassphrase(app, 'correct horse battery')

  const again = await opened(await app.restart())
  const { page } = again.window
  const saved = new SavedTokens(page)
  const panel = new VaultPanel(page)
  await saved.show()
  const notice = page.getByRole('region', { name: 'Saved tokens are locked' })
  await expect(saved.rows).toHaveText([/^Signed JWT.* bytes, saved/])
  await expect(saved.root.getByRole('button', { name: /^Open/ })).toHaveCount(0)
  await notice.getByRole('button', { name: 'Unlock' }).click()
  await panel.field('Passphrase').fill('correct horse battery')
  await panel.button('Unlock').click()
  await saved.button('Open of Alice').click()
  await expect(saved.token).toContainText('alice')

  await saved.show()
  await saved.button('Forget of Alice').click()
  await page.keyboard.press('ControlOrMeta+Shift+L')
  await expect(saved.token).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(notice).toBeVisible()
  expect(await page.content()).not.toContain('of Alice')
  await new TokenChecks(page).paste(jwt('bob'))
  await saved.save('Unlock to save').click()
  await panel.field('Passphrase').fill('correct horse battery')
  await panel.button('Unlock').click()
  await saved.saveAs('of Bob')
  await saved.show()
  await expect(saved.rows).toHaveCount(2)
})

test('what a full disk does not take stays in memory, and is saved when it is free', async ({
  open,
  keyring,
}) => {
  const { app, window } = await open({ env: keyring })
  await new TokenChecks(window.page).paste(jwt('alice'))
  const saved = new SavedTokens(window.page)
  await fillDisk(app)
  await saved.save('Save').click()
  const problem = saved.token.getByRole('region', {
    name: /^Not saved. The token is still in memory/,
  })
  await expect(problem).toContainText('The disk is full.')
  await expect(saved.token.getByTestId('encoded-token')).toHaveText(jwt('alice'))
  expect(await filesIn(app.userData)).toEqual([])
  await emptyDisk(app)
  await saved.saveAs('of Alice')
  await expect(saved.token.getByRole('region', { name: /not saved/i })).toHaveCount(0)
  expect(await filesIn(app.userData)).toHaveLength(1)
})

test('a damaged file of a saved token is shown, kept as it is, and costs no other', async ({
  open,
  keyring,
}) => {
  const { app, window } = await open({ env: keyring })
  for (const name of ['alice', 'bob']) {
    await new TokenChecks(window.page).paste(jwt(name))
    await new SavedTokens(window.page).saveAs(name)
    if (name === 'bob') break
    const [file = ''] = await filesIn(app.userData)
    await writeFile(join(app.userData, 'tokens', file), '{ cut')
  }
  const again = await opened(await app.restart())
  const { page } = again.window
  const saved = new SavedTokens(page)
  await saved.show()
  await expect(saved.rows).toHaveCount(2)
  await saved.button('Open bob').click()
  await expect(saved.token).toContainText('bob')
  await saved.show()
  const broken = saved.row('is damaged')
  await expect(broken).toContainText('Touchstone leaves it unchanged.')
  await broken.getByRole('button', { name: /^Forget/ }).click()
  await expect(saved.rows).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(broken).toBeVisible()
  const files = await filesIn(app.userData)
  const texts = files.map((file) => readFile(join(app.userData, 'tokens', file), 'utf8'))
  expect((await Promise.all(texts)).filter((text) => text === '{ cut')).toHaveLength(1)
})

test('without a keyring a saved token is in memory only, and says so', async ({
  reuse,
  noKeyring,
}) => {
  const { app, window } = await reuse({ env: noKeyring })
  await new TokenChecks(window.page).paste(jwt('alice'))
  const saved = new SavedTokens(window.page)
  await expect(saved.save('Save')).toHaveAttribute('title', /in memory only \(lost on quit\)$/)
  await saved.saveAs('of Alice')
  await expect(saved.token).toContainText('Saved in memory only and lost on quit')
  const again = await opened(await app.restart())
  const later = new SavedTokens(again.window.page)
  await later.show()
  await expect(later.rows).toHaveText([/^Signed JWT.*This saved token no longer exists\./])
  await later.button('Forget Signed JWT').click()
  await expect(later.rows).toHaveCount(0)
})
