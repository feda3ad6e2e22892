import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import type { Failure } from '../../shared/result.ts'
import { temporaryFolder } from '../vault/folder.fixture.ts'
import { mustBeOk, threeProviders } from '../vault/vault.fixture.ts'
import { loadVault } from '../vault/vault.ts'
import { isAttack, randomFrom, report, seed } from './attack.fixture.ts'
import { sharedCipher } from './kill-cipher.fixture.ts'

const worker = fileURLToPath(new URL('kill-worker.fixture.ts', import.meta.url))
const kills = isAttack ? 500 : 6
/** A writer begins a write every few milliseconds. */
const longestMs = 60

/** Lets a writer work for a moment and kills it. Returns the last number stored of each provider. */
async function killed(folder: string, run: number, ms: number): Promise<Map<string, number>> {
  const child = spawn(process.execPath, [worker, folder, String(run)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  let output = ''
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (output.startsWith('ready')) resolve()
    })
  })
  await Promise.race([ready, exited])
  await setTimeout(ms)
  child.kill('SIGKILL')
  await exited
  const stored = [...output.matchAll(/^stored (\S+) (\d+)$/gm)]
  return new Map(stored.map(([, id = '', number]) => [id, Number(number)]))
}

it(
  `loses nothing that was stored, whenever it is killed (${kills} times)`,
  { timeout: isAttack ? 1_200_000 : 120_000 },
  async () => {
    const folder = await temporaryFolder()
    const reports: Failure[] = []
    const open = async () => {
      const vault = await loadVault({
        folder,
        cipher: sharedCipher,
        now: Date.now,
        report: (failure) => reports.push(failure),
      })
      mustBeOk(await vault.open())
      return vault
    }
    const first = await open()
    for (const provider of threeProviders) {
      mustBeOk(await first.add(provider, { secret_key: `secret of ${provider.id}` }))
    }
    await first.close()

    const random = randomFrom(seed)
    const known = new Map<string, number>()
    let stored = 0
    let lost = 0
    let damaged = 0
    for (let run = 1; run <= kills; run++) {
      const last = await killed(folder, run, random() * longestMs)
      for (const [id, number] of last) known.set(id, number)
      stored += last.size
      const vault = await open()
      const list = mustBeOk(await vault.list())
      damaged += list.damaged.length + (threeProviders.length - list.providers.length)
      for (const { provider, contents } of list.providers) {
        if (contents.state !== 'ready') {
          damaged += 1
          continue
        }
        const { secrets, tokens } = contents.record
        const text = tokens.tokens.refresh?.text ?? 'token-0'
        if (secrets['secret_key'] !== `secret of ${provider.id}`) lost += 1
        if (Number(text.slice('token-'.length)) < (known.get(provider.id) ?? 0)) lost += 1
      }
      await vault.close()
    }
    report(
      `${kills} kills, ${stored} token sets stored before them: ${lost} lost, ${damaged} damaged`,
    )
    expect({ lost, damaged, reports }).toEqual({ lost: 0, damaged: 0, reports: [] })
    expect(stored).toBeGreaterThan(0)
  },
)
