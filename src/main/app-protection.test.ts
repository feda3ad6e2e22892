import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { appForEachTest } from './app.fixture.ts'
import { doNotChange } from './consent.ts'
import { valueOf } from './provider/provider.fixture.ts'

const main = appForEachTest()
const declined = { ok: false, failure: { kind: 'declined' } }
const passphrase = 'correct horse battery'

const choices = {
  'operating-system': { protection: 'operating-system' },
  memory: { protection: 'memory' },
  passphrase: { protection: 'passphrase', passphrase },
} as const

const keyFile = () => readFile(join(main.folder, 'vault-key.json'), 'utf8')

it.each([
  ['operating-system', 'memory'],
  ['operating-system', 'passphrase'],
  ['passphrase', 'memory'],
  ['passphrase', 'operating-system'],
  ['passphrase', 'passphrase'],
  ['memory', 'passphrase'],
] as const)('from %s to %s asks, and changes nothing without a yes', async (from, to) => {
  main.answer('Change')
  if (from !== 'operating-system') valueOf(await main.app.handlers.protectVault(choices[from]))
  const asked = main.asked.length
  const before = await keyFile()
  main.answer(doNotChange)
  expect(await main.app.handlers.protectVault(choices[to])).toMatchObject(declined)
  expect(main.asked).toHaveLength(asked + 1)
  expect(await keyFile()).toBe(before)
  main.answer('Change')
  expect(valueOf(await main.app.handlers.protectVault(choices[to])).protection).toBe(to)
  expect(JSON.stringify(main.asked)).not.toContain(passphrase)
})

it('from memory to the operating system asks only where memory was chosen', async () => {
  main.answer('Change')
  valueOf(await main.app.handlers.protectVault(choices.memory))
  main.answer(doNotChange)
  expect(await main.app.handlers.protectVault(choices['operating-system'])).toMatchObject(declined)
  main.answer('Change')
  valueOf(await main.app.handlers.protectVault(choices['operating-system']))
})

it('asks nothing about a passphrase that is too short', async () => {
  const choice = { protection: 'passphrase', passphrase: 'short' } as const
  const refused = await main.app.handlers.protectVault(choice)
  expect(refused).toMatchObject({ ok: false, failure: { code: 'passphrase-too-short' } })
  expect(main.asked).toEqual([])
})

it('is refused at once while the vault is locked, also while it is being unlocked', async () => {
  await main.app.handlers.lockVault(null)
  const unlocking = main.app.handlers.unlockVault({})
  const changed = await main.app.handlers.protectVault(choices.memory)
  expect(changed).toMatchObject({ ok: false, failure: { kind: 'locked' } })
  expect(valueOf(await unlocking)).toMatchObject({ protection: 'operating-system' })
})

it('a fresh vault asks, and keeps the old key without a yes', async () => {
  await main.stop()
  const broken = '{ cut'
  await writeFile(join(main.folder, 'vault-key.json'), broken)
  await main.start()
  expect((await main.snapshot()).vault.state).toBe('unavailable')
  main.answer(doNotChange)
  expect(await main.app.handlers.startVaultAfresh(null)).toMatchObject(declined)
  expect(await keyFile()).toBe(broken)
  main.answer('Reset')
  expect(valueOf(await main.app.handlers.startVaultAfresh(null)).state).toBe('open')
  expect(main.asked).toHaveLength(2)
})
