import { audiences, startOpenIdProvider } from '../src/main/openid-provider.fixture.ts'
import { publishedKeys, startKeyServer } from './pages/key-server.ts'
import { TokenChecks } from './pages/token-checks.ts'
import { addProvider, expect, test } from './pages/touchstone.ts'

test('nothing is fetched before Fetch, and then only what was shown', async ({
  reuse,
  services,
}) => {
  const jwks = await publishedKeys(services.jwksUrl)
  const keys = await startKeyServer(() => ({ '/jwks': jwks }))
  const { window, app } = await reuse()
  const checks = new TokenChecks(app.page)
  await addProvider(window, services, 'ix-api')
  await window.run('Obtain')
  // The access token is signed with RS256, the refresh token with ES256.
  for (const [tab, algorithm] of [
    ['Access token', 'RS256'],
    ['Refresh token', 'ES256'],
  ] as const) {
    await window.tab(tab).click()
    const before = keys.asked().length
    await checks.choose('Verify', 'JWKS URL')
    await checks.form('Verify').getByLabel('JWKS URL').fill(`${keys.url}/jwks`)
    await checks.submit('Verify')
    await expect(checks.question).toContainText(`${keys.url}/jwks`)
    await expect(checks.question).toContainText('named by you')
    expect(keys.asked()).toHaveLength(before)
    await checks.fetch()
    await expect(checks.verdict).toContainText('Verified')
    await expect(checks.root.getByText('Not verified')).toHaveCount(0)
    expect(keys.asked()).toHaveLength(before + 1)
    const signature = app.page.getByRole('region', { name: 'Signature', exact: true })
    await expect(signature).toContainText(algorithm)
    await expect(signature).toContainText(/thumbprint \(RFC 7638\)\s*[\w-]{43}/i)
    await expect(checks.check('expiry')).toContainText('Passed')
    await expect(checks.check('audience')).toContainText('Not checked')
  }
  await keys.close()
})

test('a fetch that is cancelled is never made', async ({ reuse, services }) => {
  const keys = await startKeyServer(() => ({}))
  const { window, app } = await reuse()
  const checks = new TokenChecks(app.page)
  await addProvider(window, services, 'banyan')
  await window.run('Obtain')
  await checks.choose('Verify', 'JWKS URL')
  await checks.form('Verify').getByLabel('JWKS URL').fill(keys.url)
  await checks.submit('Verify')
  await checks.question.getByRole('button', { name: 'Cancel' }).click()
  await expect(checks.question).toBeHidden()
  await expect(checks.verdict).toBeHidden()
  expect(keys.asked()).toEqual([])
  await keys.close()
})

test('discovery asks twice: for the metadata, and for what it names', async ({
  reuse,
  services,
}) => {
  const jwks = await publishedKeys(services.jwksUrl)
  const keys = await startKeyServer((url) => ({
    '/.well-known/openid-configuration': JSON.stringify({ issuer: url, jwks_uri: `${url}/keys` }),
    '/keys': jwks,
  }))
  const { window, app } = await reuse()
  const checks = new TokenChecks(app.page)
  await addProvider(window, services, 'banyan')
  await window.run('Obtain')
  await checks.choose('Verify', 'Issuer')
  await checks.form('Verify').getByLabel('Issuer', { exact: true }).first().fill(keys.url)
  await checks.submit('Verify')
  await expect(checks.question).toContainText('/.well-known/openid-configuration')
  expect(keys.asked()).toEqual([])
  await checks.fetch()
  await expect(checks.question).toContainText(`${keys.url}/keys`)
  await expect(checks.question).toContainText("named by the issuer's metadata")
  expect(keys.asked()).not.toContain('/keys')
  await checks.fetch()
  // The signature is valid, but the token names another issuer than the owner of the keys.
  await expect(checks.verdict).toContainText('Invalid')
  await expect(checks.check('issuer')).toContainText('Failed')
  expect(keys.asked()).toContain('/keys')
  await keys.close()
})

test('a sealed token of a real OpenID provider is opened, and verified by its metadata', async ({
  reuse,
}) => {
  const provider = await startOpenIdProvider()
  const token = await provider.accessToken(audiences.sealed)
  const { app } = await reuse()
  const checks = new TokenChecks(app.page)
  await checks.paste(token)
  const k = provider.sealedWith.toString('base64url')
  await checks.useKey('Decrypt', JSON.stringify({ kty: 'oct', k }))
  await expect(checks.verdict).toContainText('Decrypted, not verified')
  await expect(checks.inside.root).toContainText(audiences.sealed)

  const { inside } = checks
  await inside.choose('Verify', 'Issuer')
  await inside.form('Verify').getByLabel('Issuer', { exact: true }).first().fill(provider.issuer)
  await inside.submit('Verify')
  await inside.fetch()
  await expect(inside.question).toContainText(`${provider.issuer}/jwks`)
  await inside.fetch()
  await expect(inside.verdict).toContainText('Verified')
  await expect(inside.check('signature')).toContainText('Passed')
  await expect(inside.check('issuer')).toContainText('Passed')
  await provider.close()
})

test("a provider's keys verify each new token, until they are taken away", async ({
  reuse,
  services,
}) => {
  const { window, app } = await reuse()
  const checks = new TokenChecks(app.page)
  await addProvider(window, services, 'ix-api', { name: 'Exchange' })
  await window.run('Obtain')
  await checks.choose('Verify', 'JWKS URL')
  await checks.form('Verify').getByLabel('JWKS URL').fill(services.jwksUrl)
  await checks.submit('Verify')
  await checks.fetch()
  await app.page.getByRole('button', { name: 'Verify each new token with this' }).click()
  await expect(window.tab('Access token')).toContainText('Verified')
  await expect(window.tab('Refresh token')).toContainText('Verified')
  await window.run('Refresh')
  await expect(window.tab('Access token')).toContainText('Verified')
  await expect(app.page.getByText('Each new token is verified with')).toBeVisible()
  await app.page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(window.tab('Access token')).not.toContainText('Verified')
})

test("the demo services' keys are one click away", async ({ reuse }) => {
  const { window, app } = await reuse()
  const checks = new TokenChecks(app.page)
  await window.select('Banyan')
  await window.run('Obtain')
  await checks.choose('Verify', 'JWKS URL')
  await checks.submit('Verify')
  await expect(checks.question).toContainText('http://127.0.0.1:')
  await checks.fetch()
  await expect(checks.verdict).toContainText('Verified')
})
