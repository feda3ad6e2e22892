import type { Page } from '@playwright/test'
import { PasteView, unsigned } from './pages/paste-view.ts'
import { resize } from './pages/resize.ts'
import { addProvider, expect, test } from './pages/touchstone.ts'

const now = () => Math.floor(Date.now() / 1000)

/** Ten claims, as a login service gives. */
const claims = () => ({
  iss: 'https://login.acme.example',
  sub: 'alice',
  aud: 'orders',
  iat: now() - 300,
  exp: now() + 600,
  jti: 'bce78392-6c1f-4e6e-9d0c-0f4b5e8a7d11',
  client_id: 'shop',
  scope: 'openid profile',
  azp: 'shop',
  acr: '1',
})

/** The top of the first claim, and how many claims are in sight without scrolling. */
const claimsInSight = (page: Page) =>
  page.evaluate(() => {
    const rows = [...document.querySelectorAll('main table tbody tr')]
    const boxes = rows.map((row) => row.getBoundingClientRect())
    return {
      top: Math.round(boxes[0]?.top ?? Infinity),
      inSight: boxes.filter(({ bottom }) => bottom <= innerHeight).length,
      all: boxes.length,
    }
  })

for (const { width, height, top, inSight } of [
  { width: 1180, height: 780, top: 280, inSight: 8 },
  { width: 1920, height: 1080, top: 280, inSight: 12 },
  { width: 900, height: 700, top: 320, inSight: 8 },
  // Beside the list, which takes 196 pixels. Fonts differ by a line.
  { width: 520, height: 780, top: 440, inSight: 5 },
]) {
  test(`the claims stand at once below the verdict at ${width} by ${height}`, async ({ reuse }) => {
    const opened = await reuse()
    const { window } = opened
    await resize(opened, { width, height })
    const view = new PasteView(window.page)
    await view.show()
    await view.paste(unsigned(claims()))
    await expect(view.token.getByRole('table', { name: 'Header' })).toBeVisible()
    const seen = await claimsInSight(window.page)
    expect(seen.top).toBeLessThan(top)
    expect(seen.inSight).toBeGreaterThanOrEqual(inSight)
  })
}

test('nothing that fits is below the fold of a large window', async ({ reuse, services }) => {
  const opened = await reuse()
  const { window, app } = opened
  await addProvider(window, services, 'ix-api', { name: 'Exchange' })
  await resize(opened, { width: 1920, height: 1080 })
  await window.run('Obtain')
  await window.run('Refresh')
  await app.page.getByTestId('what-changed').waitFor()
  const cut = await app.page.evaluate(
    () =>
      [...document.querySelectorAll('main *')].filter(
        (each) =>
          each.scrollHeight > each.clientHeight + 1 &&
          ['auto', 'scroll'].includes(getComputedStyle(each).overflowY),
      ).length,
  )
  expect(cut).toBe(0)
})

test('place, tabs and verdict stay while the claims scroll', async ({ reuse }) => {
  const { window } = await reuse()
  const view = new PasteView(window.page)
  await view.show()
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`claim-${i}`, i]))
  await view.paste(unsigned({ ...claims(), ...many }))
  await view.claim('claim-59').scrollIntoViewIfNeeded()
  await expect(view.claim('claim-59')).toBeInViewport()
  await expect(view.headline).toBeInViewport()
  await expect(view.button('Copy token')).toBeInViewport()
})

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

for (const [headline, beside, token] of [
  ['Active', 'Not verified', () => unsigned(claims())],
  ['Expired', 'Not verified', () => unsigned({ ...claims(), exp: now() - 90 })],
  ['Not yet active', 'Not verified', () => unsigned({ ...claims(), nbf: now() + 90 })],
  ['Expiry unknown', 'Not verified', () => unsigned({ sub: 'alice' })],
  ['Unsigned', 'Not expired', () => `${part({ alg: 'none' })}.${part(claims())}.`],
] as const) {
  test(`the headline is ${headline} where it is`, async ({ reuse }) => {
    const { window } = await reuse()
    const view = new PasteView(window.page)
    await view.show()
    await view.paste(token())
    await expect(view.headline).toContainText(headline)
    await expect(view.state).toContainText(beside)
  })
}
