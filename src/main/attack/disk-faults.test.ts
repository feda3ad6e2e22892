import { afterAll, describe, expect, it } from 'vitest'
import type { Provider } from '../../shared/provider.ts'
import type { Result } from '../../shared/result.ts'
import { type DurableFs, realFs } from '../vault/durable-files.ts'
import { recordingFs, systemError } from '../vault/recording-fs.fixture.ts'
import {
  copyOf,
  fillVault,
  openVault,
  readProvider,
  savedTokenOf,
  type TestVault,
  threeProviders,
  tokensOf,
} from '../vault/vault.fixture.ts'
import type { Vault } from '../vault/vault.ts'
import { isAttack, report } from './attack.fixture.ts'

const [provider, , third] = threeProviders
const saved = savedTokenOf(9)

const storing = 'storing tokens'

/** Every operation that writes. The provider that it concerns, and what may be different after it. */
const operations: Record<string, (vault: Vault) => Promise<Result<unknown>>> = {
  [storing]: async (vault) => {
    const tokens = tokensOf('new token')
    const stored = await vault.saveTokens(provider, tokens)
    if (stored.ok || stored.failure.kind === 'not-saved') return stored
    // As a call does it where the provider cannot be read.
    return vault.holdTokens(
      provider,
      { secrets: { secret_key: `secret of ${provider.id}` }, tokens },
      stored.failure,
    )
  },
  'marking a request': (vault) =>
    vault.markSent(provider.id, { operation: 'refresh', sentAtMs: 1 }),
  renaming: (vault) => vault.edit({ ...provider, name: 'Renamed' }, {}),
  'entering a secret': (vault) => vault.edit(provider, { other: 'new secret' }),
  adding: (vault) => vault.add(added, { secret_key: 'added' }),
  removing: (vault) => vault.remove(third.id),
  'removing and restoring': async (vault) => {
    const removed = await vault.remove(third.id)
    const restored = await vault.restore(third.id)
    return removed.ok ? restored : removed
  },
  'replacing the key': (vault) => vault.rotateKey(),
  'saving a pasted token': (vault) => vault.savedTokens.save(saved.facts, saved.content),
  'removing and closing': async (vault) => {
    await vault.remove(third.id)
    return vault.close()
  },
}
const added: Provider = { ...provider, id: '8d5f0f5e-3d53-4c0f-9f43-0d5f7d3d3fff' }

const codes = isAttack ? ['EIO', 'ENOSPC', 'EMFILE', 'EROFS', 'EACCES'] : ['EIO']

/** Fails the call with that number, reads included, and all later ones if the fault stays. */
function failingFs(
  at: number,
  code: string,
  stays: boolean,
): { fs: DurableFs; calls: () => number } {
  let calls = 0
  const fail = () => {
    calls += 1
    if (calls === at || (stays && calls > at)) throw systemError(code)
  }
  const recording = recordingFs({ before: fail })
  const fs: DurableFs = {
    ...recording,
    readFile: async (...from) => {
      fail()
      return realFs.readFile(...from)
    },
  }
  return { fs, calls: () => calls }
}

let faults = 0
afterAll(() => report(`${faults} file-system calls failed, each once: nothing lost`))

async function filled(): Promise<TestVault> {
  const test = await openVault()
  await fillVault(test)
  await test.vault.close()
  return test
}

/** What a later start finds: every secret, and each token set in its old or its new state. */
async function expectNothingLost({ folder, keyring }: TestVault, name: string): Promise<void> {
  const { vault } = await openVault({ folder, keyring })
  const list = await vault.list()
  if (!list.ok) throw new Error(list.failure.title)
  expect(list.value.damaged).toEqual([])
  for (const { id } of threeProviders) {
    const found = list.value.providers.find((each) => each.provider.id === id)
    if (!found && id === third.id && name.startsWith('removing')) continue
    expect(found?.contents).toMatchObject({
      state: 'ready',
      record: { secrets: { secret_key: `secret of ${id}` } },
    })
    const { contents } = await readProvider(vault, id)
    const text = contents.state === 'ready' ? contents.record.tokens.tokens.access?.text : ''
    expect([`token of ${id}`, 'new token']).toContain(text)
  }
}

describe.each(Object.entries(operations))('%s', (name, run) => {
  it('loses nothing, whichever call of the file system fails', { timeout: 600_000 }, async () => {
    const original = await filled()
    const { fs, calls } = failingFs(Infinity, 'EIO', false)
    const counted = await openVault({ ...(await copyOf(original)), fs })
    const before = calls()
    await run(counted.vault)
    const total = calls() - before
    expect(total).toBeGreaterThan(0)
    for (let at = 1; at <= total; at++) {
      for (const code of codes) {
        for (const stays of isAttack ? [false, true] : [at % 2 === 0]) {
          const copy = await copyOf(original)
          const failing = failingFs(before + at, code, stays)
          const test = await openVault({ ...copy, fs: failing.fs })
          const result = await run(test.vault)
          faults += 1
          if (name === storing && !result.ok) {
            // Not stored, but kept in memory: never gone.
            expect((await readProvider(test.vault, provider.id)).contents).toMatchObject({
              record: { tokens: tokensOf('new token') },
            })
          }
          await expectNothingLost({ ...test, ...copy }, name)
        }
      }
    }
  })
})
