import { join } from 'node:path'
import { root } from '../runtime/build.ts'
import { mostBytesAtStart, rendererSize } from './renderer-size.ts'
import { amountRow, type Row } from './row.ts'

export async function sizeRows(): Promise<Row[]> {
  const { atStart, all } = await rendererSize(join(root, 'out'))
  const limit = mostBytesAtStart / 1000
  const kB = (what: string, bytes: number): Row =>
    amountRow({ what, value: bytes / 1000, limit, unit: 'kB', against: '', medians: { bytes } })
  return [
    kB('renderer JavaScript at start, gzip', atStart),
    { ...kB('with what is loaded later', all), target: null, holds: null },
  ]
}
