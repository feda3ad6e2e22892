import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mostBytesAtStart, rendererSize } from '../scripts/bench/renderer-size.ts'
import { root } from '../scripts/runtime/build.ts'
import { expect, test } from './fixture.ts'

const out = join(root, 'out')

test('the window starts within its budget of JavaScript', async () => {
  const { atStart } = await rendererSize(out)
  expect(atStart).toBeLessThanOrEqual(mostBytesAtStart)
})

test('the preload is CommonJS, and requires nothing but electron', async () => {
  const preload = await readFile(join(out, 'preload/index.cjs'), 'utf8')
  // Statements of ES modules, which are syntax errors in a sandboxed preload.
  expect(preload).not.toMatch(/^\s*(import|export)\b/m)
  const required = [...preload.matchAll(/\brequire\(\s*([^)]*)\)/g)].map(([, name]) => name)
  expect(new Set(required)).toEqual(new Set([expect.stringMatching(/^["'`]electron["'`]$/)]))
})
