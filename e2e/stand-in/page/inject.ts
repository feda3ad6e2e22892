import { readFileSync } from 'node:fs'
import { pack, packError, unpack, unpackError } from '../wire.ts'
import { copyValue, openWorld, pasteValue, readAnswer } from './bridge.ts'
import { deepFreeze, startPageWorld } from './page-world.ts'
import { type PreloadWorldOptions, requireFrom, startPreloadWorld } from './preload-world.ts'

const bridge = [openWorld, readAnswer, copyValue, pasteValue]

/** The script for the page's own world. */
export function pageWorldScript(channel: string): string {
  return scope(
    [...bridge, deepFreeze, startPageWorld],
    `startPageWorld(${JSON.stringify(channel)})`,
  )
}

/** The script for the preload's world, with the preload itself as its last statement, in a CommonJS wrapper. */
export function preloadWorldScript(
  options: PreloadWorldOptions,
  preload: { path: string; source: string } | undefined,
): string {
  const functions = [
    pack,
    packError,
    unpack,
    unpackError,
    ...bridge,
    requireFrom,
    startPreloadWorld,
  ]
  const start = `const require = startPreloadWorld(${JSON.stringify(options)});`
  const process = `const process = Object.freeze(${JSON.stringify(options.process)});`
  const failed = `console.error(${JSON.stringify(`Unable to load preload script: ${preload?.path ?? ''}`)}); console.error(error)`
  const run = preload
    ? `try { const module = { exports: {} }; (function (require, module, exports, process) {${preload.source}\n}).call({}, require, module, module.exports, process) } catch (error) { ${failed} }`
    : ''
  return scope(functions, `${start}${process}${run}`, devalueSource())
}

/** Functions travel as their source: Node has already stripped their types when they were loaded. */
function scope(functions: ((...args: never[]) => unknown)[], body: string, before = ''): string {
  return `if (window === window.top) (() => {\n${before}\n${functions.map(String).join('\n')}\n{ ${body} }\n})()`
}

let cachedDevalue: string | undefined

/** devalue as one script: its modules in the order of their imports, without the import and export words. */
function devalueSource(): string {
  cachedDevalue ??= ['constants', 'base64', 'utils', 'operations', 'parse', 'stringify']
    .map((name) => new URL(`./${name}.js`, import.meta.resolve('devalue')))
    .map((url) => readFileSync(url, 'utf8'))
    .map((source) => source.replace(/^import [^;]*;$/gm, '').replace(/^export /gm, ''))
    .join('\n')
  return cachedDevalue
}
