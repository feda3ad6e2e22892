import { addProvider, expect, test } from './pages/touchstone.ts'

/** What the window shows after Obtain and Refresh with each service. */
const services = [
  { template: 'gocardless-bank-account-data', status: '200', claims: ['token_type', 'uuid'] },
  { template: 'nordigen', status: '200', claims: ['token_type', 'allowed_cidrs'] },
  { template: 'ix-api', status: '201', claims: ['iss', 'sub', 'jti'] },
  { template: 'djangorestframework-simplejwt', status: '200', claims: ['user_id', 'iat'] },
]

for (const { template, status, claims } of services) {
  test(`${template} obtains a pair and refreshes it`, async ({ reuse, services }) => {
    const { window } = await reuse()
    const id = await addProvider(window, services, template)
    await window.run('Obtain')
    await expect(window.outcome).toContainText('Obtain succeeded')
    await expect(window.details).toContainText(`${status} in`)
    for (const claim of claims) {
      await expect(window.claim(claim)).toBeVisible()
    }
    await expect(window.tab('Access token')).toContainText('Active')
    await expect(window.tab('Refresh token')).toContainText('Active')
    await expect(window.nextStep).toContainText('Ready to use.')
    const before = await window.fingerprints(id)

    await window.run('Refresh')
    await expect(window.outcome).toContainText('Refresh succeeded')
    const after = await window.fingerprints(id)
    expect(after['access']).not.toBe(before['access'])
    expect(after['refresh'] === before['refresh']).toBe(template !== 'ix-api')
    expect((await services.counts('refresh', template)).processed).toBe(1)
  })
}

test('banyan obtains by v1, generates a refresh token by v2 and refreshes by v1', async ({
  reuse,
  services,
}) => {
  const { window } = await reuse()
  const id = await addProvider(window, services, 'banyan')
  await expect(window.operation('Refresh')).toHaveAttribute('aria-disabled', 'true')
  await expect(window.operation('Generate refresh token')).toHaveAttribute('aria-disabled', 'true')
  await window.run('Obtain')
  await expect(window.outcome).toContainText('Obtain succeeded')
  await expect(window.tab('Refresh token')).toContainText('None')
  const { access } = await window.fingerprints(id)

  await window.run('Generate refresh token')
  await expect(window.outcome).toContainText('Generate refresh token succeeded')
  await window.tab('Refresh token').click()
  for (const claim of ['AccessToken', 'Auth', 'Email', 'OrgID', 'Profile', 'Refresh']) {
    await expect(window.claim(claim)).toBeVisible()
  }
  const tokens = await window.fingerprints(id)
  expect(tokens['access']).toBe(access)

  await window.run('Refresh')
  await expect(window.outcome).toContainText('Refresh succeeded')
  const after = await window.fingerprints(id)
  expect(after['refresh']).toBe(tokens['refresh'])
  expect(after['access']).not.toBe(access)
})

test("a claim that is itself a token stays masked and cannot be copied: Banyan's AccessToken", async ({
  reuse,
  services,
}) => {
  const { window } = await reuse()
  await addProvider(window, services, 'banyan')
  await window.run('Obtain')
  await window.run('Generate refresh token')
  await window.tab('Refresh token').click()
  const row = window.claim('AccessToken')
  await expect(row).toContainText('hidden')
  await expect(row).not.toContainText('eyJ')
  await expect(window.page.getByRole('button', { name: 'Copy value of Email' })).toBeVisible()
  await expect(window.page.getByRole('button', { name: 'Copy value of AccessToken' })).toHaveCount(
    0,
  )
})

test('what a template says its tokens lack is no finding, though others would be told', async ({
  reuse,
  services,
}) => {
  const { window } = await reuse()
  await addProvider(window, services, 'gocardless-bank-account-data')
  await window.run('Obtain')
  await expect(window.claim('jti')).toBeVisible()
  await expect(window.tokenPanel.getByText(/\b(iat|iss|sub)\b/)).toHaveCount(0)
})

test('field errors as a map are shown at their fields: Nordigen', async ({ reuse, services }) => {
  const { window } = await reuse()
  const secrets = { secret_id: 'null \0 character', secret_key: 'also \0 here' }
  await addProvider(window, services, 'nordigen', { secrets })
  await window.run('Obtain')
  await expect(window.outcome).toContainText('400')
  await expect(window.outcome.getByRole('listitem')).toHaveText([
    /Secret ID\s*secret_id\s*:\s*Null characters are not allowed\./,
    /Secret key\s*secret_key\s*:\s*Null characters are not allowed\./,
  ])
  await window.outcome.getByRole('button', { name: 'Edit provider' }).click()
  await expect(window.page.getByLabel('Secret ID')).toBeFocused()
})

test('problem properties are shown at their fields, also with an object as reason: IX-API', async ({
  reuse,
  services,
}) => {
  const { window } = await reuse()
  await addProvider(window, services, 'ix-api', { meets: '400 with a reason that is an object' })
  await window.run('Obtain')
  await expect(window.outcome).toContainText('400')
  await expect(window.outcome).toContainText('Some fields did not validate.')
  await expect(window.outcome.getByRole('listitem')).toHaveText(
    /API secret\s*api_secret\s*:.*Create a new API secret\./,
  )
  await expect(window.outcome).toContainText('validation-error.html')
  await expect(window.outcome).not.toContainText('[object')
})

test('the HTTP status counts, whatever a problem document says: IX-API', async ({
  reuse,
  services,
}) => {
  const { window } = await reuse()
  await addProvider(window, services, 'ix-api', {
    meets: '401 with a document that says status 403',
  })
  await window.run('Obtain')
  await expect(window.outcome).toContainText('401 · ')
  await expect(window.outcome).toContainText('Authentication Credentials Invalid')
  await expect(window.outcome).toContainText('The key is not active yet.')
  await expect(window.outcome).not.toContainText('403')
})

test('a code stands beside its detail: simplejwt', async ({ reuse, services }) => {
  const template = 'djangorestframework-simplejwt'
  const { window } = await reuse()
  await addProvider(window, services, template, { secrets: { password: 'wrong' } })
  await window.run('Obtain')
  await expect(window.outcome).toContainText('401')
  await expect(window.outcome).toContainText('No active account found with the given credentials')
  await expect(window.outcome).not.toContainText('token_not_valid')
})

test('a Message and an error are read where v1 fails, and no body is none: Banyan', async ({
  reuse,
  services,
}) => {
  const { app, window } = await reuse()
  await addProvider(window, services, 'banyan', { secrets: { credential: 'nobody' } })
  await window.run('Obtain')
  await expect(window.outcome).toContainText('401')
  await expect(window.outcome).toContainText('Neither a refresh token nor an API key secret')

  await addProvider(window, services, 'banyan', { name: 'Beta' })
  await window.run('Obtain')
  await window.copyToken()
  await expect.poll(() => app.readClipboard()).toMatch(/^eyJ/)
  const credential = await app.readClipboard()
  await addProvider(window, services, 'banyan', { name: 'Gamma', secrets: { credential } })
  await window.run('Obtain')
  await expect(window.outcome).toContainText('An access token cannot be refreshed')
  await expect(window.outcome).toContainText(/\d{3} · \S+ · \d+ ms/)

  const meets = '403 without a body on obtain'
  await addProvider(window, services, 'banyan', { name: 'Delta', meets })
  await window.run('Obtain')
  await expect(window.outcome).toContainText('403')
  await expect(window.outcome).toContainText('The refresh token or API key secret is wrong')
})

/** The demo accounts that v2 refuses; `data` in its response is a number then. */
const refusals = [
  ['401 on generate-refresh-token', '401', 'the last login is older than 5 hours'],
  ['403 on generate-refresh-token', '403', 'Refresh tokens of SAML admins are not enabled'],
] as const

for (const [meets, status, reason] of refusals) {
  test(`v2 says its conditions where it refuses with ${status}: Banyan`, async ({
    reuse,
    services,
  }) => {
    const { window } = await reuse()
    const id = await addProvider(window, services, 'banyan', { meets })
    await window.run('Obtain')
    const tokens = await window.fingerprints(id)
    await window.run('Generate refresh token')
    await expect(window.outcome).toContainText(`${status} · `)
    await expect(window.outcome).toContainText(reason)
    await expect(window.outcome).toContainText(
      'Log in to the console again and use the access token of that LOCAL or SAML login',
    )
    await expect(window.outcome).toContainText('SAML admins also need the organisation setting')
    await expect(window.outcome).toContainText(/ · request \S/)
    expect(await window.fingerprints(id)).toEqual(tokens)
  })
}

test('a 200 that says no is a failure with its code: Banyan', async ({ reuse, services }) => {
  const { window } = await reuse()
  await addProvider(window, services, 'banyan', { meets: '200 with an error_code' })
  await window.run('Obtain')
  await window.run('Generate refresh token')
  await expect(window.outcome).toContainText('Generate refresh token failed')
  await expect(window.outcome).toContainText('200 · 1007 · ')
  await expect(window.outcome).toContainText('The admin has 10 refresh tokens already')
  await expect(window.tab('Refresh token')).toContainText('None')
})
