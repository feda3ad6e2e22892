import { startDemoServices } from './pages/demo-services.ts'
import { startSilentServer } from './pages/silent-server.ts'
import { addGoCardless, type DemoServices, expect, test } from './pages/touchstone.ts'
import type { TouchstoneWindow } from './pages/touchstone-window.ts'

/** A failed call must keep the stored tokens and leave the window usable. */
async function nothingIsLost(
  window: TouchstoneWindow,
  id: string,
  tokens: Record<string, string>,
): Promise<void> {
  expect(await window.fingerprints(id)).toEqual(tokens)
  await expect(window.operation('Obtain')).toBeEnabled()
}

async function withTokens(window: TouchstoneWindow, services: DemoServices) {
  const id = await addGoCardless(window, services)
  await window.run('Obtain')
  return { id, tokens: await window.fingerprints(id) }
}

test('blank fields make no call and are named', async ({ reuse, services }) => {
  const { window } = await reuse()
  await addGoCardless(window, services, { secrets: { secret_id: '  ', secret_key: '' } })
  await window.run('Obtain')
  await expect(window.outcome).toContainText('secret_id')
  await expect(window.outcome).toContainText('secret_key')
  await expect(window.outcome).toContainText('No request was sent.')
  expect((await services.counts('obtain')).received).toBe(0)
})

test('wrong secrets are refused with 401', async ({ reuse, services }) => {
  const { window } = await reuse()
  await addGoCardless(window, services, { secrets: { secret_id: 'no', secret_key: 'body' } })
  await window.run('Obtain')
  await expect(window.outcome).toContainText('401')
  await expect(window.outcome).toContainText('Authentication failed')
  await expect(window.outcome).toContainText('No active account found with the given credentials')
  await expect(window.outcome.getByRole('button', { name: 'Edit provider' })).toBeVisible()
})

test('summary and detail may be lists', async ({ reuse, services }) => {
  const { window } = await reuse()
  await addGoCardless(window, services, { meets: '401 with summary' })
  await window.run('Obtain')
  await expect(window.outcome).toContainText('Authentication failed')
  await expect(window.outcome).not.toContainText('[')
})

test('an address that is not on the allow list is refused with 403', async ({
  reuse,
  services,
}) => {
  const { window } = await reuse()
  await addGoCardless(window, services, { meets: '403 on obtain' })
  await window.run('Obtain')
  await expect(window.outcome).toContainText('403')
  await expect(window.outcome).toContainText('IP address access denied')
  await expect(window.outcome).toContainText("isn't whitelisted to perform this action")
})

test('what the service says about single fields is shown at the field', async ({
  reuse,
  services,
}) => {
  const { window } = await reuse()
  const secrets = { secret_id: 'null \0 character', secret_key: 'key' }
  await addGoCardless(window, services, { secrets })
  await window.run('Obtain')
  await expect(window.outcome).toContainText('400')
  await expect(window.outcome.getByRole('listitem')).toHaveText(
    /secret_id.*Null characters are not allowed\./,
  )
})

test('an expired refresh token is refused with 401, and the tokens stay', async ({ reuse }) => {
  const services = await startDemoServices({ refreshSeconds: 1 })
  const { window } = await reuse()
  const { id, tokens } = await withTokens(window, services)
  await expect(window.tab('Refresh token')).toContainText('Expired')
  await window.run('Refresh')
  await expect(window.outcome).toContainText('401')
  await expect(window.outcome).toContainText('Token is invalid or expired')
  await nothingIsLost(window, id, tokens)
  await services.close()
})

test('a rate limit shows how long to wait, and counts it down', async ({ reuse }) => {
  const services = await startDemoServices({ refreshPerMinute: 1 })
  const { window } = await reuse()
  const { id } = await withTokens(window, services)
  await window.run('Refresh')
  const tokens = await window.fingerprints(id)
  await window.run('Refresh')
  await expect(window.outcome).toContainText('429')
  await expect(window.outcome).toContainText('Rate limit exceeded')
  const wait = window.outcome.getByText('The service asks to wait')
  const first = await wait.textContent()
  expect(first).toMatch(/\d/)
  await expect(wait).not.toHaveText(first ?? '')
  await expect(window.outcome.getByRole('meter')).toBeVisible()
  await nothingIsLost(window, id, tokens)
  await services.close()
})

/** The faults of the demo services, with the texts that the window shows. */
const faults = [
  ['status:500', /500/],
  ['status:503', /503/],
  ['reset', /connection/i],
  ['html', /HTML/],
  ['not-json', /JSON/],
  ['truncated', /connection|cut|end/i],
  ['huge', /large|MiB/i],
  ['wrong-shape', /access/],
  ['empty', /empty/i],
  ['redirect', /redirect/i],
] as const

for (const [fault, words] of faults) {
  test(`the fault ${fault} is told, and nothing is lost`, async ({ reuse, services }) => {
    const { window } = await reuse()
    const { id, tokens } = await withTokens(window, services)
    await services.plan({ operation: 'refresh', fault })
    await window.run('Refresh')
    await expect(window.outcome).toContainText('Refresh failed')
    await expect(window.outcome).toContainText(words)
    await nothingIsLost(window, id, tokens)
    expect(await services.redirected()).toBe(0)
    await window.run('Refresh')
    await expect(window.outcome).toContainText('Refresh succeeded')
  })
}

for (const fault of ['delay:800', 'slow-body']) {
  test(`the fault ${fault} takes its time and works`, async ({ reuse, services }) => {
    const { window } = await reuse()
    const { id, tokens } = await withTokens(window, services)
    await services.plan({ operation: 'refresh', fault })
    await window.operation('Refresh').click()
    await expect(window.stop('Cancel')).toBeVisible()
    await expect(window.outcome).toContainText('Refresh succeeded', { timeout: 20_000 })
    expect(await window.fingerprints(id)).not.toEqual(tokens)
  })
}

test('a call that hangs can be cancelled after it was sent', async ({ reuse, services }) => {
  const { window } = await reuse()
  const { id, tokens } = await withTokens(window, services)
  await services.plan({ operation: 'refresh', fault: 'hang' })
  await window.operation('Refresh').click()
  await expect.poll(async () => (await services.counts('refresh')).received).toBe(1)
  await window.stop('Cancel').click()
  await expect(window.outcome).toContainText('Refresh cancelled')
  await expect.poll(async () => (await services.counts('refresh')).aborted).toBe(1)
  await nothingIsLost(window, id, tokens)
})

test('a call that is cancelled while it connects sends no request', async ({ reuse, services }) => {
  const silent = await startSilentServer()
  const { window } = await reuse()
  const id = await addGoCardless(window, services, { baseUrl: silent.url })
  await window.operation('Obtain').click()
  await expect.poll(() => silent.connections()).toBe(1)
  await expect(window.page.getByText('Obtain: connecting')).toBeVisible()
  await window.stop('Cancel').click()
  await expect(window.outcome).toContainText('Obtain cancelled')
  await nothingIsLost(window, id, {})
  await silent.close()
})

test('a server that is not there is told as such', async ({ reuse, services }) => {
  const { window } = await reuse()
  const { id, tokens } = await withTokens(window, services)
  await services.close()
  await window.run('Refresh')
  await expect(window.outcome).toContainText(/refused|reached/i)
  await nothingIsLost(window, id, tokens)
})

test('a token that expires while it is watched says so', async ({ reuse }) => {
  // Its end is near for a share of its life, which has to be longer than the second between two looks.
  const services = await startDemoServices({ accessSeconds: 8 })
  const { window } = await reuse()
  await withTokens(window, services)
  await expect(window.row('Alpha')).toContainText('Expires soon')
  await expect(window.row('Alpha')).toContainText('Expired')
  await expect(window.tokenPanel).toContainText('Expired')
  await expect(window.nextStep).toContainText('Refresh')
  await services.close()
})
