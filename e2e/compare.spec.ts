import { pair, signed } from './pages/signed-tokens.ts'
import { TokenChecks } from './pages/token-checks.ts'
import { addProvider, expect, test } from './pages/touchstone.ts'

test('after each refresh, what changed is said for every token that was replaced', async ({
  reuse,
  services,
}) => {
  const { window, app } = await reuse()
  await addProvider(window, services, 'ix-api')
  await window.run('Obtain')
  const line = app.page.getByTestId('what-changed')
  await expect(line).toBeHidden()
  await window.run('Refresh')
  await expect(line).toContainText(/jti.*; key unchanged/)
  // The refresh token was rotated too, and was never shown before.
  await window.tab('Refresh token').click()
  await expect(line).toContainText(/jti.*; key unchanged/)
  await line.getByRole('button', { name: 'Compare with the token before' }).click()
  const row = app.page.getByRole('row', { name: /^jti/ })
  await expect(row).toContainText('changed')
  await expect(app.page.getByRole('row', { name: /^iss/ })).toContainText('same')
})

test('a failed call leaves what the last one changed', async ({ reuse, services }) => {
  const { window, app } = await reuse()
  await addProvider(window, services, 'ix-api')
  await window.run('Obtain')
  await window.run('Refresh')
  const line = app.page.getByTestId('what-changed').locator('p')
  const before = await line.textContent()
  await services.plan({ service: 'ix-api', operation: 'refresh', fault: 'status:500' })
  await window.run('Refresh')
  await expect(window.outcome).toContainText('Refresh failed')
  await expect(line).toHaveText(before ?? '')
})

test('any two tokens stand side by side', async ({ reuse, services }) => {
  const { window, app } = await reuse()
  const checks = new TokenChecks(app.page)
  await addProvider(window, services, 'ix-api', { name: 'Exchange' })
  await window.run('Obtain')
  await checks.paste(await signed({ alg: 'ES256' }).sign(pair.privateKey))
  await window.select('Exchange')
  await app.page.getByRole('button', { name: 'Compare…' }).click()
  const after = app.page.getByLabel('After')
  const rows = app.page.getByRole('main').getByRole('row')
  await expect(rows.filter({ hasText: 'token_type' })).toContainText('"refresh"')
  await expect(app.page.getByText('Their headers name different keys.')).toBeVisible()

  const pasted = await after.getByRole('option').filter({ hasText: 'Pasted' }).textContent()
  await after.selectOption({ label: pasted ?? '' })
  await expect(rows.filter({ hasText: 'token_type' })).toContainText('removed')
  await expect(rows.filter({ hasText: 'scope' })).toContainText('added')
  await expect(rows.filter({ hasText: 'header alg' })).toContainText(/"RS256"\s*"ES256"/)
})
