import { createPublicKey } from 'node:crypto'
import { makeCertificate } from '../src/main/verify/certificate.fixture.ts'
import { startKeyServer } from './pages/key-server.ts'
import { pair, signed } from './pages/signed-tokens.ts'
import { TokenChecks } from './pages/token-checks.ts'
import { addProvider, expect, test } from './pages/touchstone.ts'

test('an address that the token names is refused where it is this machine', async ({ reuse }) => {
  const keys = await startKeyServer(() => ({ '/jwks': '{"keys":[]}' }))
  const { app } = await reuse()
  const checks = new TokenChecks(app.page)
  const address = `${keys.url}/jwks`
  const token = signed({ alg: 'ES256', jku: address, x5u: address }).setIssuer(address)
  const text = await token.sign(pair.privateKey)
  for (const parameter of ['jku', 'x5u', 'iss']) {
    await checks.paste(text)
    await checks.choose('Verify', `The token's own ${parameter}`)
    await expect(checks.form('Verify')).toContainText('The token names this address')
    await checks.submit('Verify')
    await expect(checks.verdict).toContainText('This URL is not fetched.')
  }
  expect(keys.asked()).toEqual([])
  await keys.close()
})

test('a token may name addresses of the very provider that holds it: certificate, issuer', async ({
  reuse,
  services,
}) => {
  const { pem, privateKey } = makeCertificate({ name: 'Test' })
  const keys = [createPublicKey(privateKey).export({ format: 'jwk' })]
  let access = ''
  const provider = await startKeyServer((url) => ({
    '/api/token/': JSON.stringify({ access, refresh: access }),
    '/certificate': pem,
    '/.well-known/openid-configuration': JSON.stringify({ issuer: url, jwks_uri: `${url}/keys` }),
    '/keys': JSON.stringify({ keys }),
  }))
  const x5u = `${provider.url}/certificate`
  access = await signed({ alg: 'ES256', x5u }).setIssuer(provider.url).sign(privateKey)
  const { window, app } = await reuse()
  const checks = new TokenChecks(app.page)
  await addProvider(window, services, 'djangorestframework-simplejwt', { baseUrl: provider.url })
  await window.run('Obtain')

  await checks.choose('Verify', "The token's own x5u")
  await checks.submit('Verify')
  await expect(checks.question).toContainText(x5u)
  await expect(checks.question).toContainText('named by the token itself')
  expect(provider.asked()).toEqual(['/api/token/'])
  await checks.fetch()
  await expect(checks.verdict).toContainText('Verified')

  await checks.useAnotherKey()
  await checks.form('Verify').getByLabel('Key source').selectOption("The token's own iss")
  await checks.submit('Verify')
  await expect(checks.question).toContainText('/.well-known/openid-configuration')
  await expect(checks.question).toContainText('named by the token itself')
  expect(provider.asked()).toEqual(['/api/token/', '/certificate'])
  await checks.fetch()
  await expect(checks.question).toContainText(`${provider.url}/keys`)
  await checks.fetch()
  await expect(checks.verdict).toContainText('Verified')
  await expect(checks.check('issuer')).toContainText('Passed')
  await provider.close()
})
