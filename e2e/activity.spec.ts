import { ActivityView } from './pages/activity-view.ts'
import { copiedBy } from './pages/copied-by.ts'
import { answerQuestions } from './pages/native-questions.ts'
import { addGoCardless, addProvider, expect, gocardless, opened, test } from './pages/touchstone.ts'

test('a call is told with its parts, the secret ones masked', async ({ reuse, services }) => {
  const { window } = await reuse()
  const activity = new ActivityView(window.page)
  await activity.open()
  await expect(activity.root).toContainText('No requests yet.')
  await addGoCardless(window, services, { environment: 'sandbox' })
  await window.run('Obtain')
  await activity.open()
  const call = activity.call('Obtain', 'Alpha')
  await expect(call).toContainText('sandbox')
  await expect(call).toContainText('succeeded')
  await expect(call).toContainText('200')
  await expect(call).toContainText(/\d (ms|s)/)

  await call.locator('summary').click()
  await expect(call).toContainText(`POST ${services.baseUrlOf(gocardless)}/api/v2/token/new/`)
  for (const field of ['secret_id', 'secret_key', 'access', 'refresh']) {
    await expect(activity.part(call, field)).toHaveText('masked')
  }
  await expect(activity.part(call, 'access_expires')).toHaveText('86400')
  await expect(activity.part(call, 'http_x_ratelimit_remaining')).toHaveText('99')
  await expect(call).toContainText('Received: Access token, Refresh token')
  const shown = await activity.root.innerHTML()
  for (const secret of Object.values(services.fieldsOf(gocardless))) {
    expect(shown).not.toContain(secret)
  }
  expect(shown).not.toContain('eyJ')
})

test('a bearer is masked, and so is a claim that holds a token', async ({ reuse, services }) => {
  const { window } = await reuse()
  const activity = new ActivityView(window.page)
  await addProvider(window, services, 'banyan')
  await window.run('Obtain')
  await activity.open()
  const call = activity.call('Obtain', 'Alpha')
  await call.locator('summary').click()
  await expect(activity.part(call, 'authorization')).toHaveText('masked')
  await expect(activity.part(call, 'Message')).toHaveText('masked')
})

test('calls come newest first, as they happen, and with why they failed', async ({
  reuse,
  services,
}) => {
  const { window } = await reuse()
  const activity = new ActivityView(window.page)
  const id = await addGoCardless(window, services)
  await window.run('Obtain')
  await services.plan({ operation: 'refresh', fault: 'status:503' })
  await window.run('Refresh')
  await services.plan({ operation: 'refresh', fault: 'hang' })
  await window.operation('Refresh').click()
  await expect.poll(async () => (await services.counts('refresh')).received).toBe(2)
  await window.stop('Cancel').click()
  await expect(window.outcome).toContainText('Refresh cancelled')
  await activity.open()
  await expect(activity.calls).toHaveText([/Refresh.*cancelled/, /Refresh.*failed.*503/, /Obtain/])
  await activity.calls.nth(1).locator('summary').click()
  await expect(activity.calls.nth(1)).toContainText('Planned fault: status 503')

  await window.runUnseen(id, 'obtain')
  await expect(activity.calls).toHaveCount(4)
  await expect(activity.calls.first()).toContainText('Obtain')
})

test('the activity can be cleared, and is gone after a restart', async ({ reuse, services }) => {
  const { app, window } = await reuse()
  const activity = new ActivityView(window.page)
  await addGoCardless(window, services)
  await window.run('Obtain')
  await activity.open()
  await expect(activity.calls).toHaveCount(1)
  await activity.clear()
  await expect(activity.root).toContainText('No requests yet.')
  await window.select('Alpha')
  await activity.open()
  await expect(activity.root).toContainText('No requests yet.')
  await window.select('Alpha')
  await window.run('Refresh')
  await activity.open()
  await expect(activity.calls).toHaveCount(1)

  const again = await opened(await app.restart())
  const later = new ActivityView(again.window.page)
  await later.open()
  await expect(later.root).toContainText('No requests yet.')
})

test('a request is found by its filter, and copied with and without its secrets', async ({
  reuse,
  services,
}) => {
  const { app, window } = await reuse()
  const activity = new ActivityView(window.page)
  await addGoCardless(window, services)
  await window.run('Obtain')
  await services.plan({ operation: 'refresh', fault: 'status:503' })
  await window.run('Refresh')
  await activity.open()
  await activity.show('Failed requests')
  await expect(activity.calls).toHaveText([/Refresh/])
  await activity.show('All')
  await activity.filter('obtain 200')
  await expect(activity.calls).toHaveText([/Obtain/])
  await expect(activity.root).toContainText('1 of 2')
  await activity.filter('nothing like it')
  await expect(activity.root).toContainText('No matches')
  await activity.filter('')

  const call = activity.call('Obtain', 'Alpha')
  await call.locator('summary').click()
  const button = (name: string) => call.getByRole('button', { name, exact: true })
  const masked = await copiedBy(app, () => button('Copy as curl').click())
  expect(masked).toContain('"secret_key":"SECRET_KEY"')
  const { secret_key = '' } = services.fieldsOf(gocardless)
  await answerQuestions(app, 'Copy with secrets')
  const whole = await copiedBy(app, () => button('Copy as curl with secrets…').click())
  expect(whole).toContain(`"secret_key":"${secret_key}"`)
  await expect(activity.root).toContainText('Request with secrets copied')
})
