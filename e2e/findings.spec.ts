import { addProvider, expect, opened, test } from './pages/touchstone.ts'

test('a finding explains itself, is muted for its provider, and brought back', async ({
  open,
  services,
  keyring,
}) => {
  const first = await open({ env: keyring })
  await addProvider(first.window, services, 'ix-api', { name: 'Exchange' })
  await first.window.run('Obtain')
  const findings = first.app.page.getByRole('region', { name: 'Findings' })
  await findings.getByRole('button', { name: /^\d notes?: .*no audience/ }).click()
  const finding = findings.getByRole('listitem').filter({ hasText: 'It names no audience' })
  await finding.getByRole('button', { expanded: false }).click()
  await expect(finding).toContainText(/RFC 7519 4\.1.*aud-missing/s)
  await finding.getByRole('button', { name: 'Mute for this provider' }).click()
  await expect(finding).toBeHidden()

  // Still muted for the next token and after a restart.
  await first.window.run('Refresh')
  await expect(findings.getByRole('button', { name: '1 muted, show' })).toBeVisible()
  await expect(finding).toBeHidden()
  const { app, window } = await opened(await first.app.restart())
  await window.select('Exchange')
  await window.run('Obtain')
  const later = app.page.getByRole('region', { name: 'Findings' })
  await later.getByRole('button', { name: '1 muted, show' }).click()
  await later.getByRole('button', { name: /^\d notes?: / }).click()
  const again = later.getByRole('listitem').filter({ hasText: 'It names no audience' })
  await again.getByRole('button', { expanded: false }).click()
  await again.getByRole('button', { name: 'Unmute' }).click()
  await expect(later.getByRole('button', { name: /muted/ })).toBeHidden()
  await expect(again).toBeVisible()
})
