import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { writeDurably } from '../../src/main/vault/durable-files.ts'
import { byTurns, msOf } from './by-turns.ts'
import { startHeadlessApp, valueOf } from './headless-app.ts'
import { ratioRow, type Row } from './row.ts'
import { draftFor, startTokenService } from './token-service.ts'

/** A refresh in main, up to the flushed file, compared with the minimum: one fetch and one write. */
export async function callRows(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-bench-'))
  const service = await startTokenService(3600)
  const app = await startHeadlessApp(folder)
  try {
    const { provider } = valueOf(
      await app.handlers.addProvider(draftFor(service.baseUrl, 'Measured')),
    )
    const { id } = provider
    await run(app, id, 'obtain')
    const content = await readFile(join(folder, 'providers', `${id}.json`), 'utf8')
    const bare = async () => {
      await fetchToken(service.baseUrl)
      valueOf(await writeDurably(join(folder, 'bare.json'), content))
    }
    const turns = await byTurns(
      {
        'call and save, ms': () => alone(() => run(app, id, 'refresh')),
        'fetch and write, ms': () => alone(bare),
        'fetch, ms': () => alone(() => fetchToken(service.baseUrl)),
        'write, ms': () => alone(() => writeDurably(join(folder, 'bare.json'), content)),
      },
      { rounds: 61, warmUp: 10 },
    )
    return [
      ratioRow({
        what: 'one token call, saved',
        value: turns.ratio('call and save, ms', 'fetch and write, ms'),
        limit: 1.5,
        against: 'fetch and one durable write',
        medians: turns.medians,
      }),
    ]
  } finally {
    await app.close()
    await service.close()
    await rm(folder, { recursive: true, maxRetries: 3 })
  }
}

/** Work after the end of a call, such as its activity entry, must not count for the next one. */
async function alone(work: () => Promise<unknown>): Promise<number> {
  const ms = await msOf(work)
  await setTimeout(5)
  return ms
}

async function run(
  app: Awaited<ReturnType<typeof startHeadlessApp>>,
  id: string,
  operation: string,
): Promise<void> {
  const { end } = valueOf(await app.handlers.runOperation({ id, operation }))
  if (!end.ok) throw new Error(JSON.stringify(end.failure))
}

/** On a new connection, like the app's own calls, which are minutes apart. */
async function fetchToken(baseUrl: string): Promise<unknown> {
  const response = await fetch(`${baseUrl}/api/v2/token/refresh/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      connection: 'close',
    },
    body: JSON.stringify({ refresh: 'x'.repeat(300) }),
  })
  return response.json()
}
