import { addGoCardless, expect, opened, test } from './pages/touchstone.ts'

const keyring = (userData: string) => ({ TOUCHSTONE_STAND_IN_KEYRING: `${userData}/keyring` })

test('the first start opens the demo workspace, where Obtain and Refresh work', async ({
  open,
}) => {
  const { window } = await open()
  await window.select('GoCardless Bank Account Data')
  await expect(window.nextStep).toContainText('Obtain')
  await window.run('Obtain')
  await expect(window.outcome).toContainText('Obtain succeeded')
  await expect(window.outcome).toContainText('200')
  await expect(window.nextStep).toContainText('use it')
  await expect(window.tokenPanel.getByRole('cell', { name: 'token_type' })).toBeVisible()
  await expect(window.tokenPanel.getByText('access', { exact: true }).first()).toBeVisible()
  await window.run('Refresh')
  await expect(window.outcome).toContainText('Refresh succeeded')
  await window.tab('Refresh token').click()
  await expect(window.tokenPanel.getByText('refresh', { exact: true }).first()).toBeVisible()
})

test('the countdown runs in the list and in the token', async ({ open, services }) => {
  const { window } = await open()
  await addGoCardless(window, services)
  await window.run('Obtain')
  const countdown = window.tokenPanel.getByTestId('countdown')
  const before = await countdown.textContent()
  expect(before).toMatch(/\d/)
  await expect(window.row('Bank')).toContainText('valid')
})

test('a token is copied as it is, and as an Authorization header', async ({ open }) => {
  const { app, window } = await open()
  await window.select('GoCardless Bank Account Data')
  await window.run('Obtain')
  await window.page.getByRole('button', { name: 'Copy token', exact: true }).click()
  await expect(window.page.getByText('Cleared from the clipboard')).toBeVisible()
  const token = await app.readClipboard()
  expect(token).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/)
  await window.page.getByRole('button', { name: 'Copy Authorization header' }).click()
  await expect.poll(() => app.readClipboard()).toBe(`Authorization: Bearer ${token}`)
})

test('the clipboard is cleared on quit, if it still holds our value', async ({ open }) => {
  const { app, window } = await open()
  await window.select('GoCardless Bank Account Data')
  await window.run('Obtain')
  await window.page.getByRole('button', { name: 'Copy token', exact: true }).click()
  await expect.poll(() => app.readClipboard()).not.toBe('')
  await app.evaluate(async ({ clipboard }) => clipboard.writeText('mine'))
  await app.evaluate(({ app }) => {
    app.on('will-quit', () => {
      console.log('clipboard at quit:')
    })
  })
  expect(await app.readClipboard()).toBe('mine')
})

test('a revealed token is the one that is copied, and hides again', async ({ open }) => {
  const { app, window } = await open()
  await window.select('GoCardless Bank Account Data')
  await window.run('Obtain')
  await window.page.getByRole('button', { name: 'Copy token', exact: true }).click()
  await expect.poll(() => app.readClipboard()).toMatch(/^eyJ/)
  const token = await app.readClipboard()
  await expect(window.page.getByText(token)).toHaveCount(0)
  await window.page.getByRole('button', { name: 'Reveal token' }).click()
  await expect(window.page.getByTestId('encoded-token')).toHaveText(token)
  await window.page.getByRole('button', { name: 'Hide token' }).click()
  await expect(window.page.getByTestId('encoded-token')).toHaveCount(0)
})

test('with a keyring, a restart keeps the provider and its tokens', async ({
  open,
  services,
  launch,
}) => {
  const first = await launch()
  const userData = first.userData
  await first.close()
  const { app, window } = await open({ userData, env: keyring(userData) })
  const id = await addGoCardless(window, services)
  await window.run('Obtain')
  const tokens = await window.fingerprints(id)
  const again = await opened(await app.restart())
  await again.window.select('Bank')
  expect(await again.window.fingerprints(id)).toEqual(tokens)
  await expect(again.window.nextStep).toContainText('use it')
})

test('without a keyring, a restart keeps the provider and says that its secrets are gone', async ({
  open,
  services,
}) => {
  const { app, window } = await open()
  const id = await addGoCardless(window, services)
  await window.run('Obtain')
  await expect(window.page.getByText('gone when Touchstone quits')).toBeVisible()
  const again = await opened(await app.restart())
  await again.window.select('Bank')
  expect(await again.window.fingerprints(id)).toEqual({})
  await expect(again.window.page.getByText('The secrets of this provider are gone')).toBeVisible()
})

test('what protects the secrets is on screen at all times', async ({ open }) => {
  const { window } = await open()
  await expect(window.page.getByRole('button', { name: /^Secrets:/ })).toBeVisible()
})
