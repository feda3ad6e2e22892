import type { RunningApp } from '../stand-in/launch/running-app.ts'
import { copiedBy } from './pages/copied-by.ts'
import { addGoCardless, addProvider, expect, gocardless, test } from './pages/touchstone.ts'
import type { TouchstoneWindow } from './pages/touchstone-window.ts'

async function copiedToken(app: RunningApp, window: TouchstoneWindow): Promise<string> {
  const token = await copiedBy(app, () => window.copyToken())
  expect(token).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/)
  return token
}

/** The claims of a JWT, decoded without the app. */
const claimsOf = (token: string): unknown =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

test('a token is copied in each format, and says for how long', async ({ reuse, services }) => {
  const { app, window } = await reuse()
  await addGoCardless(window, services, { name: "Bank's API", environment: 'sandbox' })
  await window.run('Obtain')
  const token = await copiedToken(app, window)
  const more = (entry: string) => copiedBy(app, () => window.choose('More copy formats', entry))
  await expect(window.message('Access token copied. Clipboard clears in 30 s')).toBeVisible()

  const header = window.page.getByRole('button', { name: 'Copy Authorization header' })
  expect(await copiedBy(app, () => header.click())).toBe(`Authorization: Bearer ${token}`)
  expect(await more('Copy as curl command')).toBe(
    `curl --header 'Authorization: Bearer ${token}' '${services.baseUrlOf(gocardless)}'`,
  )
  expect(await more('Copy as environment variable')).toBe(
    `export BANK_S_API_SANDBOX_ACCESS_TOKEN='${token}'`,
  )
  const claims = await more('Copy claims as JSON')
  expect(JSON.parse(claims)).toEqual(claimsOf(token))
  expect(claims).toContain('\n')
})

test('each tab copies its own token', async ({ reuse, services }) => {
  const { app, window } = await reuse()
  await addGoCardless(window, services)
  await window.run('Obtain')
  expect(claimsOf(await copiedToken(app, window))).toMatchObject({ token_type: 'access' })
  await window.tab('Refresh token').click()
  expect(claimsOf(await copiedToken(app, window))).toMatchObject({ token_type: 'refresh' })
  const variable = await copiedBy(app, () =>
    window.choose('More copy formats', 'Copy as environment variable'),
  )
  expect(variable).toMatch(/^export ALPHA_TEST_REFRESH_TOKEN='eyJ/)
})

test('a single value, a whole object and a nested one are copied as they stand', async ({
  reuse,
  services,
}) => {
  const { app, window } = await reuse()
  await addGoCardless(window, services)
  await window.run('Obtain')
  const token = await copiedToken(app, window)
  const claims = claimsOf(token) as { jti: string; allowed_cidrs: string[]; exp: number }
  const copyValue = (name: string) =>
    copiedBy(app, () =>
      window.page.getByRole('button', { name: `Copy value of ${name}`, exact: true }).click(),
    )
  expect(await copyValue('jti')).toBe(claims.jti)
  expect(await copyValue('exp')).toBe(String(claims.exp))
  expect(JSON.parse(await copyValue('allowed_cidrs'))).toEqual(claims.allowed_cidrs)
  const asJson = (what: string) =>
    copiedBy(app, () => window.page.getByRole('button', { name: `Copy ${what} as JSON` }).click())
  expect(JSON.parse(await asJson('claims'))).toEqual(claims)
  expect(JSON.parse(await asJson('header'))).toMatchObject({ alg: 'HS256' })
})

test('a curl command of the demo calls the demo service', async ({ reuse }) => {
  const { app, window } = await reuse()
  await window.select('IX-API')
  await window.run('Obtain')
  const curl = await copiedBy(app, () => window.choose('More copy formats', 'Copy as curl command'))
  expect(curl).toMatch(/ 'http:\/\/127\.0\.0\.1:\d+\/ix-api\/api\/v2'$/)
})

test('a token in the clipboard is marked, so that histories keep it out', async ({
  reuse,
  services,
}) => {
  const { app, window } = await reuse()
  await addProvider(window, services, 'nordigen')
  await window.run('Obtain')
  await copiedToken(app, window)
  const types = await app.evaluate(async ({ clipboard }) =>
    (await clipboard.read()).flatMap((item) => item.types),
  )
  const marks = {
    linux: 'x-kde-passwordManagerHint',
    darwin: 'org.nspasteboard.ConcealedType',
    win32: 'ExcludeClipboardContentFromMonitorProcessing',
  }
  const mark = Object.entries(marks).find(([platform]) => platform === process.platform)?.[1]
  expect(types.join('\n')).toContain(mark)
})
