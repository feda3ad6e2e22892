import { CompactSign, exportJWK, exportSPKI, generateKeyPair } from 'jose'
import { makeCertificate } from '../src/main/verify/certificate.fixture.ts'
import { publishedKeys } from './pages/key-server.ts'
import { pair, signed, spki } from './pages/signed-tokens.ts'
import { TokenChecks } from './pages/token-checks.ts'
import { addProvider, expect, test } from './pages/touchstone.ts'

const secret = 'correct horse battery staple, over and over'

test('a pasted key set verifies the tokens of Banyan, another key does not', async ({
  reuse,
  services,
}) => {
  const { window, app } = await reuse()
  const checks = new TokenChecks(app.page)
  await addProvider(window, services, 'banyan')
  await window.run('Obtain')
  await checks.useKey('Verify', await publishedKeys(services.jwksUrl))
  await expect(checks.verdict).toContainText('Verified')
  const other = await generateKeyPair('RS256', { extractable: true })
  await checks.useAnotherKey()
  await checks
    .form('Verify')
    .getByLabel('Key', { exact: true })
    .fill(await exportSPKI(other.publicKey))
  await checks.submit('Verify')
  await expect(checks.verdict).toContainText('Invalid')
  await expect(checks.check('signature')).toContainText('Failed')
})

test('PEM, X.509, JWK and a dropped file are keys alike', async ({ reuse }) => {
  const { app } = await reuse()
  const checks = new TokenChecks(app.page)
  await checks.paste(await signed({ alg: 'ES256' }).sign(pair.privateKey))
  await checks.useKey('Verify', spki)
  await expect(checks.verdict).toContainText('Verified')
  const key = checks.form('Verify').getByLabel('Key', { exact: true })

  await checks.useAnotherKey()
  await key.fill(JSON.stringify(await exportJWK(pair.publicKey)))
  await checks.submit('Verify')
  await expect(checks.verdict).toContainText('Verified')

  await checks.useAnotherKey()
  const file = { name: 'key.pem', mimeType: 'text/plain', buffer: Buffer.from(spki) }
  await checks.form('Verify').getByLabel('Choose a file').setInputFiles(file)
  await expect(key).toHaveValue(spki)

  const certificate = makeCertificate({ name: 'Test' })
  await checks.paste(await signed({ alg: 'ES256' }).sign(certificate.privateKey))
  await checks.useKey('Verify', certificate.pem)
  await expect(checks.verdict).toContainText('Verified')
  await checks.useAnotherKey()
  const der = { name: 'test.der', mimeType: 'application/x-x509-ca-cert', buffer: certificate.der }
  await checks.form('Verify').getByLabel('Choose a file').setInputFiles(der)
  await expect(key).toHaveValue(certificate.x5c)
  await checks.submit('Verify')
  await expect(checks.verdict).toContainText('Verified')
})

test('a shared secret verifies, is masked, and another one does not', async ({ reuse }) => {
  const { app } = await reuse()
  const checks = new TokenChecks(app.page)
  await checks.paste(await signed({ alg: 'HS256' }).sign(Buffer.from(secret)))
  await checks.verifyWithSecret(secret)
  await expect(checks.verdict).toContainText('Verified')
  await checks.useAnotherKey()
  const field = checks.form('Verify').getByLabel('Secret', { exact: true })
  await expect(field).toHaveAttribute('type', 'password')
  for (const encoding of ['hex', 'base64'] as const) {
    await field.fill(Buffer.from(secret).toString(encoding))
    await checks.form('Verify').getByLabel('Encoding of the secret').selectOption(encoding)
    await checks.submit('Verify')
    await expect(checks.verdict).toContainText('Verified')
    await checks.useAnotherKey()
  }
  const traffic = (await app.traffic()) ?? []
  const fromMain = traffic.filter(({ direction }) => direction === 'to-renderer')
  expect(JSON.stringify(fromMain)).not.toContain(secret)
  await field.fill('00')
  await checks.submit('Verify')
  await expect(checks.verdict).toContainText('Invalid')
  await app.page.getByRole('button', { name: 'Activity' }).click()
  await app.page.getByRole('button', { name: 'Paste a token' }).click()
  await expect(checks.form('Verify')).toBeHidden()
})

test('a key inside the token proves nothing about who made it', async ({ reuse }) => {
  const { app } = await reuse()
  const checks = new TokenChecks(app.page)
  const jwk = await exportJWK(pair.publicKey)
  await checks.paste(await signed({ alg: 'ES256', jwk }).sign(pair.privateKey))
  await checks.choose('Verify', "The token's own jwk")
  await checks.submit('Verify')
  await expect(checks.verdict).toContainText('Matches its own key')

  const certificate = makeCertificate({ name: 'Test' })
  const x5c = [certificate.x5c]
  await checks.paste(await signed({ alg: 'ES256', x5c }).sign(certificate.privateKey))
  await checks.choose('Verify', "The token's own x5c")
  await checks.submit('Verify')
  await expect(checks.verdict).toContainText('Matches its own key')
  await expect(checks.check('certificate')).toContainText('The issuer is not trusted')
})

test('what is expected is held against the token', async ({ reuse }) => {
  const { app } = await reuse()
  const checks = new TokenChecks(app.page)
  await checks.paste(await signed({ alg: 'ES256' }).sign(pair.privateKey))
  await checks.choose('Verify', 'Key: PEM')
  await checks.form('Verify').getByLabel('Key', { exact: true }).fill(spki)
  await checks.form('Verify').getByText('Expected claims').click()
  await checks
    .form('Verify')
    .getByLabel(/^Audience/)
    .fill('https://api.example')
  await checks.form('Verify').getByLabel(/^Type/).fill('at+jwt')
  await checks.submit('Verify')
  await expect(checks.verdict).toContainText('Invalid')
  await expect(checks.check('audience')).toContainText('Passed')
  await expect(checks.check('type')).toContainText('Failed')
})

test('a detached payload can be given', async ({ reuse }) => {
  const { app } = await reuse()
  const checks = new TokenChecks(app.page)
  const whole = await new CompactSign(Buffer.from('the payload'))
    .setProtectedHeader({ alg: 'ES256' })
    .sign(pair.privateKey)
  const [header, , signature] = whole.split('.')
  await checks.paste(`${header ?? ''}..${signature ?? ''}`)
  await checks.choose('Verify', 'Key: PEM')
  await checks.form('Verify').getByLabel('Key', { exact: true }).fill(spki)
  await checks.form('Verify').getByLabel('Detached payload').fill('another payload')
  await checks.submit('Verify')
  await expect(checks.check('signature')).toContainText('Failed')
  await checks.form('Verify').getByLabel('Detached payload').fill('the payload')
  await checks.submit('Verify')
  await expect(checks.check('signature')).toContainText('Passed')
})
