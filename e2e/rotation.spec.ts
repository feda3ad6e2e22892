import type { RunningApp } from '../stand-in/launch/running-app.ts'
import { addProvider, type DemoServices, expect, opened, test } from './pages/touchstone.ts'
import type { TouchstoneWindow } from './pages/touchstone-window.ts'

const ixApi = 'ix-api'

/** The stored refresh token, copied to the clipboard. */
async function refreshTokenOf(app: RunningApp, window: TouchstoneWindow): Promise<string> {
  await app.evaluate(({ clipboard }) => clipboard.writeText(''))
  await window.tab('Refresh token').click()
  await window.copyToken()
  await expect.poll(() => app.readClipboard()).toMatch(/^eyJ/)
  return app.readClipboard()
}

/** The status of a refresh with this token, called without the app. */
async function refreshOutside(services: DemoServices, token: string): Promise<number> {
  const answer = await fetch(`${services.baseUrlOf(ixApi)}/auth/refresh`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refresh_token: token }),
  })
  return answer.status
}

async function withTokens(window: TouchstoneWindow, services: DemoServices) {
  const id = await addProvider(window, services, ixApi)
  await window.run('Obtain')
  return { id, tokens: await window.fingerprints(id) }
}

test('after a refresh the old refresh token is refused, and the new one is stored', async ({
  reuse,
  services,
}) => {
  const { app, window } = await reuse()
  await withTokens(window, services)
  const old = await refreshTokenOf(app, window)
  await window.run('Refresh')
  await expect(window.outcome).toContainText('Refresh succeeded')
  expect(await refreshTokenOf(app, window)).not.toBe(old)
  expect(await refreshOutside(services, old)).toBe(401)
  await window.run('Refresh')
  await expect(window.outcome).toContainText('Refresh succeeded')
})

test('a refresh token that somebody else has used is told, and the tokens stay', async ({
  reuse,
  services,
}) => {
  const { app, window } = await reuse()
  const { id, tokens } = await withTokens(window, services)
  expect(await refreshOutside(services, await refreshTokenOf(app, window))).toBe(201)
  await window.run('Refresh')
  await expect(window.outcome).toContainText('The refresh token was used before.')
  await expect(window.outcome).toContainText('Click Obtain to get new tokens')
  expect(await window.fingerprints(id)).toEqual(tokens)
})

test('simplejwt takes over a new refresh token where the site rotates', async ({
  reuse,
  services,
}) => {
  const { window } = await reuse()
  const meets = 'tokens, and a new refresh token'
  const id = await addProvider(window, services, 'djangorestframework-simplejwt', { meets })
  await window.run('Obtain')
  const tokens = await window.fingerprints(id)
  await window.run('Refresh')
  await expect(window.outcome).toContainText('Refresh succeeded')
  expect((await window.fingerprints(id))['refresh']).not.toBe(tokens['refresh'])
  await window.run('Refresh')
  await expect(window.outcome).toContainText('Refresh succeeded')
})

test('whoever stops waiting for a rotating refresh gets its late answer all the same', async ({
  reuse,
  services,
}) => {
  const { window } = await reuse()
  const { id, tokens } = await withTokens(window, services)
  await services.plan({ service: ixApi, operation: 'refresh', fault: 'delay:3000' })
  await window.operation('Refresh').click()
  await expect.poll(async () => (await services.counts('refresh', ixApi)).processed).toBe(1)
  await window.stop('Stop waiting').click()
  await expect(window.outcome).toContainText('Refresh cancelled')
  await expect(window.message('Stopped waiting.')).toBeVisible()
  await expect(window.operation('Obtain')).toHaveAttribute('aria-disabled', 'false')
  expect(await window.fingerprints(id)).toEqual(tokens)

  await expect(window.outcome).toContainText('Refresh succeeded', { timeout: 10_000 })
  const late = await window.fingerprints(id)
  expect(late['access']).not.toBe(tokens['access'])
  expect(late['refresh']).not.toBe(tokens['refresh'])
  await window.run('Obtain')
  await window.run('Refresh')
  await expect(window.outcome).toContainText('Refresh succeeded')
})

test('a rotating refresh that a crash cut off is told at the next start, until it is dismissed', async ({
  open,
  services,
  keyring,
}) => {
  const { app, window } = await open({ env: keyring })
  const { id, tokens } = await withTokens(window, services)
  await services.plan({ service: ixApi, operation: 'refresh', fault: 'hang' })
  await window.operation('Refresh').click()
  await expect.poll(async () => (await services.counts('refresh', ixApi)).processed).toBe(1)
  await app.kill()

  const again = await opened(await app.restart())
  await again.window.select('Alpha')
  const notice = again.window.page.getByRole('region', {
    name: 'Your refresh token may have been replaced',
  })
  await expect(notice).toContainText('Refresh was sent on')
  expect(await again.window.fingerprints(id)).toEqual(tokens)
  await notice.getByRole('button', { name: 'Dismiss' }).click()
  await expect(notice).toHaveCount(0)

  const last = await opened(await again.app.restart())
  await last.window.select('Alpha')
  await expect(last.window.operation('Obtain')).toBeVisible()
  await expect(last.window.page.getByText('may have been replaced')).toHaveCount(0)
})
