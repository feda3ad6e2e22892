import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** What the renderer's JavaScript may weigh, as gzip makes it. */
export const mostRendererBytes = 70_000

/** Bytes of all of the renderer's JavaScript after gzip, at its highest level. */
export async function rendererBytes(outFolder: string): Promise<number> {
  const folder = join(outFolder, 'renderer')
  const names = await readdir(folder, { recursive: true })
  const scripts = names.filter((name) => /\.m?js$/.test(name))
  if (scripts.length === 0) throw new Error(`There is no JavaScript in ${folder}`)
  const sizes = await Promise.all(
    scripts.map(async (name) => gzipSync(await readFile(join(folder, name)), { level: 9 }).length),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
