import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Budget for the JavaScript that the window loads before it shows a provider, after gzip. */
export const mostBytesAtStart = 70_000

export interface RendererSize {
  /** Bytes after gzip of the scripts loaded at start: the list and the view of a provider. */
  atStart: number
  /** Bytes after gzip of all scripts, including those loaded when they are needed. */
  all: number
}

/** Sizes of the built JavaScript, each file compressed by gzip at its highest level. */
export async function rendererSize(outFolder: string): Promise<RendererSize> {
  const folder = join(outFolder, 'renderer')
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  const entries = [...page.matchAll(/<script[^>]*\bsrc="([^"]+\.js)"/g)].map(([, file = '']) =>
    join(folder, file),
  )
  const files = await readdir(folder, { recursive: true })
  const scripts = files.filter((name) => name.endsWith('.js'))
  const beside = scripts.filter((name) => shownAtStart.test(name)).map((name) => join(folder, name))
  if (entries.length === 0 || beside.length === 0) {
    throw new Error(`The page in ${folder} loads no list or no provider`)
  }
  const atStart = await withImports(folder, [...entries, ...beside])
  return { atStart: await gzipBytes(folder, atStart), all: await gzipBytes(folder, scripts) }
}

/** The view of a provider, a file of its own so that the list does not wait for it. */
const shownAtStart = /\bprovider-[^/\\]*\.js$/

/** The files with their static imports, as paths in the folder. */
async function withImports(folder: string, entries: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>()
  const waiting = [...entries]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const name = relative(folder, file)
    if (found.has(name)) continue
    found.add(name)
    const code = await readFile(file, 'utf8')
    for (const [, imported = ''] of code.matchAll(staticImport)) {
      waiting.push(join(dirname(file), imported))
    }
  }
  return found
}

/** Static imports as the bundler writes them; `import(` loads later. */
const staticImport = /(?:\bfrom|\bimport)\s*["'`](\.{1,2}\/[^"'`]+\.js)["'`]/g

async function gzipBytes(folder: string, files: Iterable<string>): Promise<number> {
  const sizes = await Promise.all(
    [...files].map(
      async (name) => gzipSync(await readFile(join(folder, name)), { level: 9 }).length,
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
