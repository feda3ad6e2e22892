import { writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { startDemoServices } from './pages/demo-services.ts'
import { addGoCardless, expect, opened, test } from './pages/touchstone.ts'
import { runtimeToUse } from '../stand-in/browsers/runtime.ts'

/** The page as main serves it, before any script has run. */
const pageAsServed = (page: Page): Promise<string> =>
  page.evaluate(async () => (await fetch(location.href)).text())

const markup = '<img src=x onerror="planted=1"></style><script>planted=1</script>'

test('the page comes with the list in it, out of reach until its scripts replace it', async ({
  reuse,
}) => {
  const services = await startDemoServices()
  const { window } = await reuse()
  await addGoCardless(window, services, { name: markup })
  await window.run('Obtain')
  const html = await pageAsServed(window.page)
  const opening = html.slice(html.indexOf('<div id="opening" inert>'))
  for (const name of (await window.listed()).slice(0, -1)) expect(opening).toContain(`>${name}<`)
  expect(opening.match(/role="option"/g)).toHaveLength((await window.listed()).length)
  expect(opening).toMatch(/Active<\/span>/)
  // As text, without the escapes of HTML.
  expect(opening).toContain('&lt;img src=x')
  expect(opening).not.toMatch(/<img|<script/)
  // The content security policy blocks and reports both.
  expect(opening).not.toMatch(/ style="[^"]/)
  expect(html).not.toMatch(/<script(?![^>]* src=)/)

  await expect(window.page.locator('#opening')).toHaveCount(0)
  await services.close()
})

test('what the page comes with holds no secret', async ({ reuse }) => {
  const services = await startDemoServices()
  const { window } = await reuse()
  const secret = 'sentinel-of-the-opening'
  const id = await addGoCardless(window, services, { secrets: { secret_key: secret } })
  await window.run('Obtain')
  const html = await pageAsServed(window.page)
  expect(html).not.toContain(secret)
  const tokens = Object.values(await window.fingerprints(id))
  for (const fingerprint of tokens) expect(html).not.toContain(fingerprint)
  expect(html).not.toMatch(/eyJ[\w-]{20}/)
  await services.close()
})

test('while the keyring asks its user, the list is there as far as it stands in clear', async ({
  launch,
  keyring,
}, testInfo) => {
  test.skip(runtimeToUse() === 'electron', 'the keyring of a real system asks nobody in a test')
  const { app, window } = await opened(await launch({ env: keyring }))
  await window.run('Obtain')
  const names = await window.listed()
  await app.close()

  const answer = testInfo.outputPath('answer')
  const env = { ...keyring, TOUCHSTONE_STAND_IN_KEYRING_ASKS: answer }
  const again = await launch({ userData: app.userData, env })
  const opening = again.page.locator('#opening')
  await expect(again.page.getByText('Opening the workspace…')).toBeVisible()
  await expect(again.page.getByText('may be asking for its password')).toBeVisible()
  for (const name of names) await expect(opening).toContainText(name)
  await expect(opening.locator('[role=option]', { hasText: 'Locked' })).toHaveCount(names.length)
  await expect(opening).not.toContainText('Active')

  await writeFile(answer, 'yes')
  const open = await opened(again)
  await expect(opening).toHaveCount(0)
  expect(await open.window.listed()).toEqual(names)
  await expect(open.window.page.getByRole('option').filter({ hasText: 'Active' })).toHaveCount(1)
})
