import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, it, onTestFinished } from 'vitest'
import { rendererSize } from './renderer-size.ts'

const entry = 'import{a}from"./shared.js";import("./later.js");a()'
const shared = 'import"./deeper.js";export const a=()=>1'
const deeper = 'console.log("deeper")'
const provider = 'import"./deeper.js";console.log("provider".repeat(2))'
const later = 'import"./deeper.js";console.log("later".repeat(3))'

async function outFolder(page: string): Promise<string> {
  const out = await mkdtemp(join(tmpdir(), 'touchstone-size-'))
  onTestFinished(() => rm(out, { recursive: true }))
  const assets = join(out, 'renderer/assets')
  await mkdir(assets, { recursive: true })
  await writeFile(join(out, 'renderer/index.html'), page)
  const files = {
    'index.js': entry,
    'shared.js': shared,
    'deeper.js': deeper,
    'provider-a1.js': provider,
    'later.js': later,
  }
  for (const [name, code] of Object.entries(files)) await writeFile(join(assets, name), code)
  return out
}

const gzip = (...codes: string[]) =>
  codes.reduce((sum, code) => sum + gzipSync(code, { level: 9 }).length, 0)

it('tells what a page loads at once from what it loads later', async () => {
  const page = '<script type="module" crossorigin src="./assets/index.js"></script>'
  expect(await rendererSize(await outFolder(page))).toEqual({
    atStart: gzip(entry, shared, deeper, provider),
    all: gzip(entry, shared, deeper, provider, later),
  })
})

it('does not take a page without a script for a small one', async () => {
  await expect(rendererSize(await outFolder('<p>none</p>'))).rejects.toThrow('loads no list')
})
