import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startHeadlessApp, valueOf } from './headless-app.ts'
import { median } from './compare.ts'
import { ratioRow, type Row } from './row.ts'
import { draftFor, startTokenService } from './token-service.ts'

const many = 1000
const refreshes = 9

/** Bytes that a refresh writes to disk, with one provider and with a thousand. */
export async function bytesRows(): Promise<Row[]> {
  const alone = await bytesPerRefresh(1)
  const among = await bytesPerRefresh(many)
  return [
    ratioRow({
      what: `bytes written per refresh, ${many} providers`,
      value: among / alone,
      // Allows for names of different lengths, but nothing that grows with the number of providers.
      limit: 1.01,
      against: '1 provider',
      medians: { 'bytes with 1': alone, [`bytes with ${many}`]: among },
    }),
  ]
}

async function bytesPerRefresh(providers: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-bench-'))
  const service = await startTokenService(3600)
  const app = await startHeadlessApp(folder)
  try {
    let id = ''
    for (let number = 0; number < providers; number++) {
      const name = `Provider ${String(number).padStart(4, '0')}`
      const added = valueOf(await app.handlers.addProvider(draftFor(service.baseUrl, name)))
      id = added.provider.id
    }
    valueOf(await app.handlers.runOperation({ id, operation: 'obtain' }))
    const counts: number[] = []
    for (let round = 0; round < refreshes; round++) {
      counts.push(
        await bytesWrittenBy(folder, () => app.handlers.runOperation({ id, operation: 'refresh' })),
      )
    }
    return median(counts)
  } finally {
    await app.close()
    await service.close()
    await rm(folder, { recursive: true, maxRetries: 3 })
  }
}

/** Counts at `FileHandle.write`, which every write of main uses. */
async function bytesWrittenBy(folder: string, run: () => unknown): Promise<number> {
  const handle = await open(join(folder, 'any'), 'w')
  const handles = Object.getPrototypeOf(handle) as { write: typeof handle.write }
  await handle.close()
  const { write } = handles
  let bytes = 0
  handles.write = async function (this: unknown, ...args: unknown[]) {
    const written = (await Reflect.apply(write, this, args)) as { bytesWritten: number }
    bytes += written.bytesWritten
    return written
  } as typeof write
  try {
    await run()
  } finally {
    handles.write = write
  }
  if (bytes === 0) throw new Error('Nothing was written, or it went another way')
  return bytes
}
