import { ProviderForm } from './pages/provider-form.ts'
import { startSilentServer } from './pages/silent-server.ts'
import { addGoCardless, expect, test } from './pages/touchstone.ts'

/** The services by their names in the form, with the labels and names of their fields. */
const templates = [
  {
    template: 'gocardless-bank-account-data',
    service: 'GoCardless Bank Account Data',
    secrets: { 'Secret ID': 'secret_id', 'Secret key': 'secret_key' },
    plain: {},
  },
  {
    template: 'nordigen',
    service: 'Nordigen',
    secrets: { 'Secret ID': 'secret_id', 'Secret key': 'secret_key' },
    plain: {},
  },
  {
    template: 'banyan',
    service: 'Banyan',
    secrets: { 'Refresh token, or API key secret': 'credential' },
    plain: {},
  },
  {
    template: 'ix-api',
    service: 'IX-API',
    secrets: { 'API key': 'api_key', 'API secret': 'api_secret' },
    plain: {},
  },
  {
    template: 'djangorestframework-simplejwt',
    service: 'Django REST framework Simple JWT',
    secrets: { Password: 'password' },
    plain: { 'User name': 'username' },
  },
]

for (const { template, service, secrets, plain } of templates) {
  test(`${template} is added by its form, which never shows its secrets again`, async ({
    reuse,
    services,
  }) => {
    const { window } = await reuse()
    const form = new ProviderForm(window.page)
    const values = services.fieldsOf(template)
    await form.openNew()
    await form.chooseService(service)
    await form.fill({ Name: 'Alpha', 'Base URL': services.baseUrlOf(template) })
    for (const [label, name] of Object.entries({ ...secrets, ...plain })) {
      await form.field(label).fill(values[name] ?? '')
    }
    for (const label of Object.keys(secrets)) {
      await expect(form.field(label)).toHaveAttribute('type', 'password')
    }
    await form.save()
    await expect(window.page.getByRole('heading', { level: 1, name: 'Alpha' })).toBeVisible()
    await expect(window.row('Alpha')).toHaveAttribute('aria-selected', 'true')
    await window.run('Obtain')
    await expect(window.outcome).toContainText('Obtain succeeded')

    await form.openEdit()
    for (const label of Object.keys(secrets)) {
      await expect(form.field(label)).toHaveValue('')
      await expect(form.field(label)).toHaveAttribute('placeholder', 'Unchanged. Type to replace.')
    }
    for (const [label, name] of Object.entries(plain)) {
      await expect(form.field(label)).toHaveValue(values[name] ?? '')
    }
    const page = await window.page.content()
    for (const name of Object.values(secrets)) expect(page).not.toContain(values[name])
    await form.save()
    await window.run('Obtain')
    await expect(window.outcome).toContainText('Obtain succeeded')
  })
}

test('a base URL that secrets must not go to is refused at its field', async ({ reuse }) => {
  const { window } = await reuse()
  const form = new ProviderForm(window.page)
  const before = await window.listed()
  await form.openNew()
  await form.chooseService('GoCardless')
  for (const [url, reason] of [
    ['', 'The base URL is empty'],
    ['bank.example', 'Not a URL'],
    ['http://bank.example', 'Plain http would send secrets unencrypted'],
    ['ftp://bank.example', 'must begin with https://'],
    ['https://me:password@bank.example', 'contains a user name or password'],
    ['https://bank.example/?a=b', 'has a query or a fragment'],
  ] as const) {
    await form.field('Base URL').fill(url)
    await form.save()
    await expect.poll(() => form.about('Base URL')).toContain(reason)
    await expect(form.field('Base URL')).toBeFocused()
    await expect(form.field('Base URL')).toHaveAttribute('aria-invalid', 'true')
  }
  expect(await window.listed()).toEqual(before)
})

test('a provider needs a service and a name', async ({ reuse }) => {
  const { window } = await reuse()
  const form = new ProviderForm(window.page)
  await form.openNew()
  await expect(form.root.getByRole('radio', { checked: true })).toHaveCount(0)
  await expect(form.root.getByRole('button')).toHaveText('Cancel')
  await form.chooseService('GoCardless')
  await form.field('Name').fill('  ')
  await form.save()
  await expect.poll(() => form.about('Name')).toContain('Name is empty.')
  await expect(form.field('Name')).toBeFocused()
})

test('a value of an unusual length is remarked on, and saved all the same', async ({ reuse }) => {
  const { window } = await reuse()
  const form = new ProviderForm(window.page)
  await form.openNew()
  await form.chooseService('GoCardless')
  await form.fill({ Name: 'Alpha', 'Secret ID': 'short', 'Secret key': 'x'.repeat(128) })
  expect(await form.about('Secret ID')).toContain('Usually 36 characters, but this has 5.')
  expect(await form.about('Secret key')).not.toContain('Usually')
  await form.save()
  await expect(window.row('Alpha')).toBeVisible()
})

test('a whole JSON document that is pasted finds its fields', async ({ reuse, services }) => {
  const { window } = await reuse()
  const form = new ProviderForm(window.page)
  const values = services.fieldsOf('ix-api')
  await form.openNew()
  await form.chooseService('IX-API')
  const baseUrl = services.baseUrlOf('ix-api')
  const snippet = JSON.stringify({ credentials: { apiKey: values['api_key'] }, baseUrl }, null, 2)
  await form.paste('Name', snippet)
  await expect(form.field('API key')).toHaveValue(values['api_key'] ?? '')
  await expect(form.field('API secret')).toHaveValue('')
  await expect(form.field('Base URL')).toHaveValue(baseUrl)
  await expect(form.field('Name')).toHaveValue('IX-API')
  const message = window.message('Filled in from the pasted text: API key, Base URL')
  await expect(message).toBeVisible()
  await form.fill({ 'API secret': 'secret' })
  await form.save()
  await expect(window.row('IX-API')).toHaveCount(2)
  await expect(message).toHaveCount(0)
})

test('an .env snippet that is pasted finds its fields, and works', async ({ reuse, services }) => {
  const { window } = await reuse()
  const form = new ProviderForm(window.page)
  const values = services.fieldsOf('gocardless-bank-account-data')
  await form.openNew()
  await form.chooseService('GoCardless')
  await form.field('Name').fill('Alpha')
  const snippet = [
    '# from the dashboard',
    `export GOCARDLESS_SECRET_ID="${values['secret_id'] ?? ''}"`,
    `GOCARDLESS_SECRET_KEY=${values['secret_key'] ?? ''} # shown once`,
    `BASE_URL='${services.baseUrlOf('gocardless-bank-account-data')}'`,
    'LOG_LEVEL=debug',
  ].join('\n')
  await form.paste('Secret key', snippet)
  await expect(form.field('Secret ID')).toHaveValue(values['secret_id'] ?? '')
  await form.save()
  await window.run('Obtain')
  await expect(window.outcome).toContainText('Obtain succeeded')
})

test('one plain value is left to the field that it is pasted into', async ({ reuse }) => {
  const { window } = await reuse()
  const form = new ProviderForm(window.page)
  await form.openNew()
  await form.chooseService('GoCardless')
  expect(await form.paste('Secret ID', 'b5462cad-95ba-4b35-8d49-3b1ac8e2d4c2')).toBe('untouched')
  expect(await form.paste('Secret ID', 'secret_id=b5462cad')).toBe('taken')
  await expect(form.field('Secret ID')).toHaveValue('b5462cad')
})

test('a form with something typed in asks before it is left', async ({ reuse, services }) => {
  const { window } = await reuse()
  await addGoCardless(window, services)
  const form = new ProviderForm(window.page)
  const dialog = window.page.getByRole('dialog', { name: 'Discard your changes?' })
  await form.openEdit()
  await window.row('IX-API').click()
  await expect(window.page.getByRole('heading', { level: 1, name: 'IX-API' })).toBeVisible()

  await window.select('Alpha')
  await form.openEdit()
  await form.field('Name').fill('Changed')
  await window.row('IX-API').click()
  await dialog.getByRole('button', { name: 'Keep editing' }).click()
  await expect(form.field('Name')).toHaveValue('Changed')
  await form.root.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(dialog).toBeVisible()
  await window.page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(form.field('Name')).toHaveValue('Changed')
  await window.row('IX-API').click()
  await dialog.getByRole('button', { name: 'Discard', exact: true }).click()
  await expect(window.page.getByRole('heading', { level: 1, name: 'IX-API' })).toBeVisible()
  await expect(window.row('Changed')).toHaveCount(0)
})

test('the test of a base URL tells whether a server is there, and sends no secret', async ({
  reuse,
  services,
}) => {
  const { window } = await reuse()
  const form = new ProviderForm(window.page)
  await form.openNew()
  await form.chooseService('GoCardless')
  await form.fill({
    'Secret ID': 'SENTINEL-id',
    'Base URL': services.baseUrlOf('gocardless-bank-account-data'),
  })
  await form.testBaseUrl()
  await expect(form.baseUrlTest).toContainText('Reachable')
  await expect(form.baseUrlTest).toContainText(/after \d+ ms, with status 404/)
  expect((await services.counts('obtain')).received).toBe(0)

  const silent = await startSilentServer()
  await silent.close()
  await form.field('Base URL').fill(silent.url)
  await expect(form.baseUrlTest).toBeEmpty()
  await form.testBaseUrl()
  await expect(form.baseUrlTest).toContainText(/refused|reached/i)
  await form.field('Base URL').fill('http://bank.example')
  await form.testBaseUrl()
  await expect(form.baseUrlTest).toContainText('Plain http would send secrets unencrypted')
})
