import { encryptedExample } from './pages/signed-tokens.ts'
import { TokenChecks } from './pages/token-checks.ts'
import { expect, test } from './pages/touchstone.ts'

test('an encrypted token is opened, which verifies nothing', async ({ reuse }) => {
  const { app } = await reuse()
  const checks = new TokenChecks(app.page)
  const plain = encryptedExample(7516, 'A.1')
  await checks.paste(plain.token)
  await checks.useKey('Decrypt', encryptedExample(7516, 'A.3').keys[0] ?? '')
  await expect(checks.verdict).not.toContainText('decrypted')
  await checks
    .form('Decrypt')
    .getByLabel('Key', { exact: true })
    .fill(plain.keys[0] ?? '')
  await checks.submit('Decrypt')
  await expect(checks.verdict).toContainText('Decrypted, not verified')
  await expect(checks.inside.root).toContainText(plain.payload ?? 'a payload')
})

test('a token inside an encrypted one is verified with a key of its own', async ({ reuse }) => {
  const { app } = await reuse()
  const checks = new TokenChecks(app.page)
  const outer = encryptedExample(7520, '6')
  const [outerKey = '', innerKey = ''] = outer.keys
  await checks.paste(outer.token)
  await checks.useKey('Decrypt', outerKey)
  await expect(checks.inside.root).toContainText('The sender is not authenticated.')
  await expect(checks.inside.root).toContainText('hobbiton.example')
  await checks.inside.useKey('Verify', innerKey)
  await expect(checks.inside.check('signature').first()).toContainText('Passed')
  // Its signature is valid, and it expired in 2011.
  await expect(checks.inside.verdict).toContainText('The signature is right, but')
})
