import { addGoCardless, expect, opened, test } from './pages/touchstone.ts'

test('the first start opens the demo workspace, where Obtain and Refresh work', async ({
  open,
}) => {
  const { window } = await open()
  await window.select('GoCardless Bank Account Data')
  await expect(window.nextStep).toContainText('Obtain')
  await window.run('Obtain')
  await expect(window.outcome).toContainText('Obtain succeeded')
  await expect(window.details).toContainText('200')
  await expect(window.nextStep).toContainText('Ready to use.')
  await expect(window.tokenPanel.getByRole('cell', { name: 'token_type' })).toBeVisible()
  await expect(window.tokenPanel.getByText('access', { exact: true }).first()).toBeVisible()
  await window.run('Refresh')
  await expect(window.outcome).toContainText('Refresh succeeded')
  await window.tab('Refresh token').click()
  await expect(window.tokenPanel.getByText('refresh', { exact: true }).first()).toBeVisible()
})

test('the countdown runs in the list and in the token', async ({ reuse, services }) => {
  const { window } = await reuse()
  await addGoCardless(window, services)
  await window.run('Obtain')
  const countdown = window.tokenPanel.getByTestId('countdown')
  const before = await countdown.textContent()
  expect(before).toMatch(/\d/)
  await expect(window.row('Alpha')).toContainText('Active')
})

test('a token is copied as it is, and as an Authorization header', async ({ reuse }) => {
  const { app, window } = await reuse()
  await window.select('GoCardless Bank Account Data')
  await window.run('Obtain')
  await window.copyToken()
  await expect(window.page.getByText(/Clipboard clears in/)).toBeVisible()
  const token = await app.readClipboard()
  expect(token).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/)
  await window.page.getByRole('button', { name: 'Copy Authorization header' }).click()
  await expect.poll(() => app.readClipboard()).toBe(`Authorization: Bearer ${token}`)
})

test('the clipboard is cleared after the time that is set', async ({ reuse }) => {
  const { app, window } = await reuse()
  await window.setPreferences({ clipboardClearSeconds: 5 })
  await window.select('GoCardless Bank Account Data')
  await window.run('Obtain')
  await window.copyToken()
  await expect.poll(() => app.readClipboard()).toMatch(/^eyJ/)
  await expect.poll(() => app.readClipboard(), { timeout: 10_000 }).toBe('')
})

test('what somebody else has copied meanwhile stays on the clipboard', async ({ reuse }) => {
  const { app, window } = await reuse()
  await window.setPreferences({ clipboardClearSeconds: 5 })
  await window.select('GoCardless Bank Account Data')
  await window.run('Obtain')
  await window.copyToken()
  await expect.poll(() => app.readClipboard()).toMatch(/^eyJ/)
  await app.evaluate(({ clipboard }) => clipboard.writeText('mine'))
  await window.page.waitForTimeout(5500)
  expect(await app.readClipboard()).toBe('mine')
})

test('the clipboard is cleared on quit', async ({ open }) => {
  const { app, window } = await open()
  await window.select('GoCardless Bank Account Data')
  await window.run('Obtain')
  await window.copyToken()
  await expect.poll(() => app.readClipboard()).toMatch(/^eyJ/)
  await app.evaluate(({ app, clipboard }) => {
    app.on('will-quit', () => {
      void clipboard.readText().then((text) => console.log(`At quit: "${text}"`))
    })
  })
  await app.close()
  expect(app.output()).toContain('At quit: ""')
})

test('a revealed token is the one that is copied, and hides again', async ({ reuse }) => {
  const { app, window } = await reuse()
  await window.select('GoCardless Bank Account Data')
  await window.run('Obtain')
  await window.copyToken()
  await expect.poll(() => app.readClipboard()).toMatch(/^eyJ/)
  const token = await app.readClipboard()
  await expect(window.page.getByText(token)).toHaveCount(0)
  await window.page.getByRole('button', { name: 'Reveal token' }).click()
  await expect(window.page.getByTestId('encoded-token')).toHaveText(token)
  await window.page.getByRole('button', { name: 'Hide token' }).click()
  await expect(window.page.getByTestId('encoded-token')).toHaveCount(0)
})

test('with a keyring, a restart keeps the provider and its tokens', async ({
  reuse,
  services,
  keyring,
}) => {
  const { app, window } = await reuse({ env: keyring })
  const id = await addGoCardless(window, services)
  await window.run('Obtain')
  const tokens = await window.fingerprints(id)
  const again = await opened(await app.restart())
  await again.window.select('Alpha')
  expect(await again.window.fingerprints(id)).toEqual(tokens)
  await expect(again.window.nextStep).toContainText('Ready to use.')
})

test('without a keyring, a restart keeps the provider and says that its secrets are gone', async ({
  reuse,
  services,
  noKeyring,
}) => {
  const { app, window } = await reuse({ env: noKeyring })
  const id = await addGoCardless(window, services)
  await window.run('Obtain')
  await expect(window.page.getByRole('button', { name: /^Secrets: in memory only/ })).toBeVisible()
  const again = await opened(await app.restart())
  await again.window.select('Alpha')
  expect(await again.window.fingerprints(id)).toEqual({})
  await expect(again.window.page.getByRole('main').getByText(/kept in memory only/)).toBeVisible()
})

test('what protects the secrets is on screen at all times', async ({ reuse }) => {
  const { window } = await reuse()
  await expect(window.page.getByRole('button', { name: /^Secrets:/ })).toBeVisible()
})
