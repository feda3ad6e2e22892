import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, fixtureApp, test } from './launch/fixture.ts'
import type { LaunchedApp } from './launch/fixture.ts'

const encrypt = (app: LaunchedApp, text: string) =>
  app.evaluate(
    async ({ safeStorage }, plain) =>
      (await safeStorage.encryptStringAsync(plain)).toString('base64'),
    text,
  )
const decrypt = (app: LaunchedApp, sealed: string) =>
  app.evaluate(
    ({ safeStorage }, base64) => safeStorage.decryptStringAsync(Buffer.from(base64, 'base64')),
    sealed,
  )
const isAvailable = (app: LaunchedApp) =>
  app.evaluate(({ safeStorage }) => safeStorage.isAsyncEncryptionAvailable())
const prefixOf = (sealed: string) => Buffer.from(sealed, 'base64').subarray(0, 3).toString()

test('encrypts with the hard-coded key where there is no keyring', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  const sealed = await encrypt(app, 'secret')
  expect(prefixOf(sealed)).toBe('v10')
  const elsewhere = await launch({ app: fixtureApp('plain') })
  expect(await decrypt(elsewhere, sealed)).toEqual({ result: 'secret', shouldReEncrypt: false })
})

test('has a keyring whose key outlives the app, and only its own', async ({ launch }, testInfo) => {
  const keyFile = testInfo.outputPath('keyring')
  const env = { TOUCHSTONE_STAND_IN_KEYRING: keyFile }
  const app = await launch({ app: fixtureApp('plain'), env })
  const sealed = await encrypt(app, 'secret')
  expect(prefixOf(sealed)).toBe('v11')
  expect(readFileSync(keyFile)).toHaveLength(32)
  if (process.platform !== 'win32') expect(statSync(keyFile).mode & 0o777).toBe(0o600)
  expect(await decrypt(await app.restart(), sealed)).toMatchObject({ result: 'secret' })

  const other = { TOUCHSTONE_STAND_IN_KEYRING: join(testInfo.outputDir, 'other') }
  const stranger = await launch({ app: fixtureApp('plain'), env: other })
  await expect(decrypt(stranger, sealed)).rejects.toThrow(
    'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.',
  )
})

test('rejects where the keyring cannot be reached', async ({ launch }, testInfo) => {
  const keyFile = testInfo.outputPath('keyring')
  const env = { TOUCHSTONE_STAND_IN_KEYRING: keyFile }
  const sealed = await encrypt(await launch({ app: fixtureApp('plain'), env }), 'secret')
  const app = await launch({
    app: fixtureApp('plain'),
    env: { TOUCHSTONE_STAND_IN_KEYRING: 'unavailable' },
  })
  // The encryptor is there, without a key.
  expect(await isAvailable(app)).toBe(true)
  const rejections = async () => {
    await expect(encrypt(app, 'secret')).rejects.toThrow(
      'Error while encrypting the text provided to safeStorage.encryptStringAsync.',
    )
    await expect(decrypt(app, sealed)).rejects.toThrow(
      'safeStorage.decryptStringAsync is temporarily unavailable. Please try again.',
    )
  }
  await rejections()
  // It is asked once: unlocking helps the next process only.
  await app.evaluate((_electron, file) => {
    process.env['TOUCHSTONE_STAND_IN_KEYRING'] = file
  }, keyFile)
  await rejections()
})

test('asks for another encryption once a better key is there', async ({ launch }, testInfo) => {
  const sealed = await encrypt(await launch({ app: fixtureApp('plain') }), 'secret')
  const env = { TOUCHSTONE_STAND_IN_KEYRING: testInfo.outputPath('keyring') }
  const app = await launch({ app: fixtureApp('plain'), env })
  expect(await decrypt(app, sealed)).toEqual({ result: 'secret', shouldReEncrypt: true })
  const again = await encrypt(app, 'secret')
  expect(await decrypt(app, again)).toEqual({ result: 'secret', shouldReEncrypt: false })
})

test('refuses the deprecated synchronous calls', async ({ launch }) => {
  const app = await launch({ app: fixtureApp('plain') })
  const call = app.evaluate(({ safeStorage }) => {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- what is refused has to be called
    safeStorage.encryptString('secret')
  })
  await expect(call).rejects.toThrow('safeStorage.encryptString is deprecated')
})
