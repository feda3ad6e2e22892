import type { Page } from '@playwright/test'
import { startDemoServices } from './pages/demo-services.ts'
import { addGoCardless, expect, test } from './pages/touchstone.ts'

/** The page as main gives it out, before any script has run. */
const pageAsServed = (page: Page): Promise<string> =>
  page.evaluate(async () => (await fetch(location.href)).text())

const markup = '<img src=x onerror="planted=1"></style><script>planted=1</script>'

test('the page comes with the list in it, out of reach until its scripts replace it', async ({
  open,
}) => {
  const services = await startDemoServices()
  const { window } = await open()
  await addGoCardless(window, services, { name: markup })
  await window.run('Obtain')
  const html = await pageAsServed(window.page)
  const opening = html.slice(html.indexOf('<div id="opening" inert>'))
  for (const name of (await window.listed()).slice(0, -1)) expect(opening).toContain(`>${name}<`)
  expect(opening.match(/role="option"/g)).toHaveLength((await window.listed()).length)
  expect(opening).toMatch(/valid<\/span>/)
  // As text: what it looks like in HTML is for whoever reads the page.
  expect(opening).toContain('&lt;img src=x')
  expect(opening).not.toMatch(/<img|<script/)
  // The page's policy takes neither, and reports both.
  expect(opening).not.toMatch(/ style="[^"]/)
  expect(html).not.toMatch(/<script(?![^>]* src=)/)

  await expect(window.page.locator('#opening')).toHaveCount(0)
  await services.close()
})

test('what the page comes with holds no secret', async ({ open }) => {
  const services = await startDemoServices()
  const { window } = await open()
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
