import { readdir, readFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import ts from 'typescript'
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

test('main brings its packages along, and needs only electron and Node', async () => {
  const files = (await readdir(join(out, 'main'))).filter((file) => file.endsWith('.js'))
  const texts = await Promise.all(files.map((file) => readFile(join(out, 'main', file), 'utf8')))
  const imported = texts.flatMap((text) => [
    ...ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName),
    // What the build makes of `require` in packages that are CommonJS.
    ...Array.from(text.matchAll(/\b__require\(['"]([^'"]+)['"]\)/g), ([, name = '']) => name),
  ])
  expect(imported).toContain('electron')
  const others = imported.filter((name) => !isBuiltin(name) && !name.startsWith('./'))
  expect(new Set(others)).toEqual(new Set(['electron']))
})

test('the product has no run-time dependencies', async () => {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as object
  expect(manifest).not.toHaveProperty('dependencies')
})
