import { writeSync } from 'node:fs'
import { sharedCipher } from './kill-cipher.fixture.ts'
import { loadVault } from '../vault/vault.ts'
import { randomFrom } from './attack.fixture.ts'

/*
 * Writes to a vault without end, until it is killed: `node kill-worker.fixture.ts <folder> <seed>`.
 * Prints a line for each token set that the vault says is stored.
 */
const [, , folder = '', start = '0'] = process.argv
const random = randomFrom(Number(start))
const vault = await loadVault({
  folder,
  cipher: sharedCipher,
  now: Date.now,
  report: () => undefined,
})
await vault.open()
const list = await vault.list()
if (!list.ok) throw new Error(list.failure.title)
const { providers } = list.value
writeSync(1, 'ready\n')

for (let number = Number(start) * 100_000; ; number++) {
  const { provider } = providers[Math.floor(random() * providers.length)] ?? {}
  if (!provider) break
  const choice = random()
  if (choice < 0.7) {
    const tokens = { tokens: { refresh: { text: `token-${number}`, arrivedAtMs: 1 } } }
    await vault.markSent(provider.id, { operation: 'refresh', sentAtMs: number })
    const saved = await vault.saveTokens(provider, tokens)
    if (saved.ok) writeSync(1, `stored ${provider.id} ${number}\n`)
  } else if (choice < 0.9) {
    await vault.edit({ ...provider, name: `Name ${number}` }, {})
  } else if (choice < 0.97) {
    await vault.edit(provider, { secret_key: `secret of ${provider.id}`, other: String(number) })
  } else {
    await vault.rotateKey()
  }
}
