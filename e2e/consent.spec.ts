import { ActivityView } from './pages/activity-view.ts'
import { answerQuestions, askedQuestions } from './pages/native-questions.ts'
import { ProviderForm } from './pages/provider-form.ts'
import { addGoCardless, expect, gocardless, test } from './pages/touchstone.ts'
import { VaultPanel } from './pages/vault-panel.ts'

const originOf = (baseUrl: string) => new URL(baseUrl).origin
const elsewhere = 'https://evil.example'

test('secrets move to another host only after a native yes', async ({ reuse, services }) => {
  const { app, window } = await reuse()
  await addGoCardless(window, services)
  await answerQuestions(app, 'Do not change')
  const form = new ProviderForm(window.page)
  await form.openEdit()
  await form.field('Base URL').fill(elsewhere)
  await form.save()
  const notice = form.root.getByRole('region', { name: 'Not changed' })
  await expect(notice).toContainText(
    `Secrets are still sent to ${originOf(services.baseUrlOf(gocardless))}.`,
  )
  await expect(form.field('Base URL')).toHaveValue(elsewhere)
  const [asked] = await askedQuestions(app)
  expect(asked).toMatchObject({ defaultId: 0, cancelId: 0, type: 'warning' })
  expect(asked?.detail).toContain(
    `From: ${originOf(services.baseUrlOf(gocardless))}\nTo: ${elsewhere}`,
  )
  expect(asked?.detail).toContain('Secrets: Secret ID, Secret key')
  for (const secret of Object.values(services.fieldsOf(gocardless))) {
    expect(JSON.stringify(asked)).not.toContain(secret)
  }

  await answerQuestions(app, 'Change and forget the secrets')
  await form.save()
  await expect(window.page.getByRole('main')).toContainText(elsewhere)
  await form.openEdit()
  await expect(form.field('Secret key')).not.toHaveAttribute('placeholder', /kept/)
})

test('script in the window cannot send the secrets of a duplicate elsewhere', async ({ reuse }) => {
  const { app } = await reuse()
  await answerQuestions(app, 'Do not change')
  const moved = await app.page.evaluate(async (baseUrl) => {
    const snapshot = await window.api.snapshot(null)
    const [first] = snapshot.ok ? snapshot.value.providers : []
    const id = first?.provider.id ?? ''
    const copy = await window.api.duplicateProvider({ id })
    if (!copy.ok) return copy
    const { name, environment, template, fields } = copy.value.provider
    const draft = { name, environment, template, fields, baseUrl, secrets: {} }
    return window.api.updateProvider({ id: copy.value.provider.id, draft })
  }, elsewhere)
  expect(moved).toMatchObject({ ok: false, failure: { kind: 'declined' } })
  expect(await askedQuestions(app)).toHaveLength(1)
})

test('a token that is revealed or copied is in the activity', async ({ reuse }) => {
  const { window } = await reuse()
  await window.select('IX-API')
  await window.run('Obtain')
  await window.page.getByRole('button', { name: 'Reveal token' }).click()
  await window.copyToken()
  const activity = new ActivityView(window.page)
  await activity.open()
  await expect(activity.root).toContainText('Access token revealed')
  await expect(activity.root).toContainText('Access token copied')
  await expect(activity.root).not.toContainText('eyJ')
})

test('the protection of the secrets gets no weaker without a native yes', async ({ reuse }) => {
  const { app, window } = await reuse()
  await answerQuestions(app, 'Do not change')
  const panel = new VaultPanel(window.page)
  await panel.open()
  await panel.button('Use Passphrase').click()
  await panel.field('New passphrase').fill('correct horse battery')
  await panel.field('Confirm passphrase').fill('correct horse battery')
  await panel.button('Use this passphrase').click()
  await expect(panel.root.getByRole('region', { name: 'Not changed' })).toBeVisible()
  const [asked] = await askedQuestions(app)
  expect(asked).toMatchObject({ buttons: ['Do not change', 'Change'], cancelId: 0 })
  expect(JSON.stringify(asked)).not.toContain('correct horse')
})
