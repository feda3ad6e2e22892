import { answerQuestions } from './pages/native-questions.ts'
import { ProviderForm } from './pages/provider-form.ts'
import { addGoCardless, addProvider, expect, opened, test } from './pages/touchstone.ts'
import type { TouchstoneWindow } from './pages/touchstone-window.ts'

async function withTokens(window: TouchstoneWindow, id: string) {
  await window.run('Obtain')
  const tokens = await window.fingerprints(id)
  expect(Object.keys(tokens)).toEqual(['access', 'refresh'])
  return tokens
}

test('another name keeps the tokens', async ({ reuse, services }) => {
  const { window } = await reuse()
  const id = await addGoCardless(window, services)
  const tokens = await withTokens(window, id)
  const form = new ProviderForm(window.page)
  await form.openEdit()
  await form.field('Name').fill('Beta')
  await form.save()
  await expect(window.row('Beta')).toContainText('Active')
  await expect(window.row('Alpha')).toHaveCount(0)
  expect(await window.fingerprints(id)).toEqual(tokens)
})

for (const [what, label, value] of [
  ['environment', 'Environment', () => 'production'],
  ['base URL', 'Base URL', (url: string) => url.replace('127.0.0.1', 'localhost')],
] as const) {
  test(`another ${what} drops the tokens, keeps the secrets and says so`, async ({
    reuse,
    services,
  }) => {
    const { app, window } = await reuse()
    const id = await addGoCardless(window, services)
    await withTokens(window, id)
    await answerQuestions(app, 'Change and keep the secrets')
    const form = new ProviderForm(window.page)
    await form.openEdit()
    await expect(form.root).toContainText(
      'Changing the environment, base URL or connection deletes stored tokens.',
    )
    await form.field(label).fill(value(services.baseUrlOf('gocardless-bank-account-data')))
    await form.save()
    await expect(window.row('Alpha')).toContainText('No token')
    await expect(window.tokenPanel).toContainText('No access token yet')
    expect(await window.fingerprints(id)).toEqual({})
    await window.run('Obtain')
    await expect(window.outcome).toContainText('Obtain succeeded')
  })
}

test('a secret that is typed again replaces the kept one, the others stay', async ({
  reuse,
  services,
}) => {
  const { window } = await reuse()
  await addGoCardless(window, services)
  const form = new ProviderForm(window.page)
  await form.openEdit()
  await form.field('Secret key').fill('another')
  await form.save()
  await window.run('Obtain')
  await expect(window.outcome).toContainText('401')
  await window.outcome.getByRole('button', { name: 'Edit provider' }).click()
  const { secret_key = '' } = services.fieldsOf('gocardless-bank-account-data')
  await form.field('Secret key').fill(secret_key)
  await form.save()
  await window.run('Obtain')
  await expect(window.outcome).toContainText('Obtain succeeded')
})

test('a duplicate stands below its original, with its settings and secrets and no tokens', async ({
  reuse,
}) => {
  const { app, window } = await reuse()
  await window.select('IX-API')
  await window.run('Obtain')
  await window.choose('More actions', 'Duplicate')
  const heading = window.page.getByRole('heading', { level: 1, name: 'IX-API (copy)' })
  await expect(heading).toBeVisible()
  const order = ['IX-API', 'IX-API (copy)', 'Django REST framework Simple JWT']
  expect((await window.listed()).slice(-3)).toEqual(order)
  await expect(window.row('IX-API (copy)')).toContainText('No token')
  await expect(window.row('IX-API (copy)')).toContainText('demo')
  await window.run('Obtain')
  await expect(window.outcome).toContainText('Obtain succeeded')
  const again = await opened(await app.restart())
  await expect(again.window.row('IX-API (copy)')).toBeVisible()
  expect((await again.window.listed()).slice(-3)).toEqual(order)
})

test('a deleted provider is brought back in its place, with its tokens', async ({
  reuse,
  services,
}) => {
  const { window } = await reuse()
  const id = await addGoCardless(window, services)
  const tokens = await withTokens(window, id)
  await window.choose('More actions', 'Move up')
  await expect.poll(async () => (await window.listed()).at(-2)).toBe('Alpha')
  const before = await window.listed()
  await window.choose('More actions', 'Delete')
  await expect(window.row('Alpha')).toHaveCount(0)
  await expect(window.message('Alpha deleted')).toBeVisible()
  await window.page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(window.row('Alpha')).toContainText('Active')
  await expect(window.row('Alpha')).toHaveAttribute('aria-selected', 'true')
  expect(await window.listed()).toEqual(before)
  expect(await window.fingerprints(id)).toEqual(tokens)
})

test('a deleted provider is gone after a restart, and its neighbour is shown', async ({
  reuse,
  services,
}) => {
  const { app, window } = await reuse()
  await addGoCardless(window, services)
  await addGoCardless(window, services, { name: 'Beta' })
  await window.choose('More actions', 'Delete')
  await expect(window.page.getByRole('heading', { level: 1, name: 'Alpha' })).toBeVisible()
  const again = await opened(await app.restart())
  expect((await again.window.listed()).at(-1)).toBe('Alpha')
})

test('the order that the keyboard gave is kept over a restart', async ({ reuse, services }) => {
  const { app, window } = await reuse()
  await addGoCardless(window, services)
  const before = await window.listed()
  const row = window.row('Alpha')
  await row.focus()
  await window.page.keyboard.press('Alt+ArrowUp')
  await window.page.keyboard.press('Alt+ArrowUp')
  await expect.poll(async () => (await window.listed()).indexOf('Alpha')).toBe(before.length - 3)
  await expect(row).toBeFocused()
  await window.page.keyboard.press('Alt+ArrowDown')
  const order = before.toSpliced(-1, 1).toSpliced(-1, 0, 'Alpha')
  await expect.poll(() => window.listed()).toEqual(order)
  const again = await opened(await app.restart())
  await expect(again.window.row('Alpha')).toBeVisible()
  expect(await again.window.listed()).toEqual(order)
})

test('a provider that is dragged takes the place it is dropped on', async ({ reuse }) => {
  const { app, window } = await reuse()
  const [first, second, third, fourth, fifth] = await window.listed()
  await window.row(fourth ?? '').dragTo(window.row(second ?? ''))
  await expect.poll(() => window.listed()).toEqual([first, fourth, second, third, fifth])
  await window.row(first ?? '').dragTo(window.row(third ?? ''))
  const order = [fourth, second, third, first, fifth]
  await expect.poll(() => window.listed()).toEqual(order)
  const again = await opened(await app.restart())
  await expect(again.window.row(first ?? '')).toBeVisible()
  expect(await again.window.listed()).toEqual(order)
})

test('search finds by name, environment, service and address, and says how much', async ({
  reuse,
  services,
}) => {
  const { window } = await reuse()
  await addGoCardless(window, services, { name: 'Acme', environment: 'staging' })
  await addProvider(window, services, 'ix-api', { name: 'Frankfurt', environment: 'production' })
  const search = window.page.getByRole('searchbox', { name: 'Search providers' })
  for (const [query, found] of [
    ['acme', ['Acme']],
    ['STAGING', ['Acme']],
    ['production', ['Frankfurt']],
    ['bank account 127.0.0.1', ['Acme']],
    ['ix-api', ['IX-API', 'Frankfurt']],
    ['127.0.0.1', ['Acme', 'Frankfurt']],
  ] as const) {
    await search.fill(query)
    await expect.poll(() => window.listed()).toEqual(found)
    const count = window.page.getByRole('navigation').getByRole('status')
    await expect(count).toHaveText(`${found.length} of 7 providers`)
  }
  await search.fill('nothing like this')
  await expect(window.page.getByText('No matches')).toBeVisible()
  await window.page.getByRole('button', { name: 'Clear search' }).click()
  expect(await window.listed()).toHaveLength(7)
})

test('badges tell the environment, the demo and plain http', async ({ reuse, services }) => {
  const { window } = await reuse()
  await addGoCardless(window, services, { environment: 'sandbox' })
  await expect(window.row('Alpha')).toContainText('sandbox')
  const main = window.page.getByRole('main')
  await expect(main.getByText('sandbox', { exact: true })).toBeVisible()
  await expect(main.getByText('http, no TLS')).toBeVisible()
  await window.select('IX-API')
  await expect(window.row('IX-API')).toContainText('demo')
  await expect(main.getByText('demo', { exact: true })).toHaveCount(1)
  await expect(main.getByText(/demo service inside this app/i)).toBeVisible()
})
