import { join } from 'node:path'
import { root } from '../runtime/build.ts'
import { mostRendererBytes, rendererBytes } from './renderer-size.ts'
import { amountRow, type Row } from './row.ts'

export async function sizeRows(): Promise<Row[]> {
  const bytes = await rendererBytes(join(root, 'out'))
  return [
    amountRow({
      what: 'renderer JavaScript, gzip',
      value: bytes / 1000,
      limit: mostRendererBytes / 1000,
      unit: 'kB',
      against: '',
      medians: { bytes },
    }),
  ]
}
