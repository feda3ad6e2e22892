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

/**
 * The script for the preload's world, with the preload itself as its last statement, in a CommonJS
 * wrapper.
 */
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
  const body = `
    const require = startPreloadWorld(${JSON.stringify(options)})
    const process = Object.freeze(${JSON.stringify(options.process)})
    const module = { exports: {} }
    ${preload === undefined ? '' : runPreload(preload)}`
  return scope(functions, body, devalueSource())
}

function runPreload({ path, source }: { path: string; source: string }): string {
  return `
    try {
      (function (require, module, exports, process) {${source}
      }).call({}, require, module, module.exports, process)
    } catch (error) {
      console.error(${JSON.stringify(`Unable to load preload script: ${path}`)})
      console.error(error)
    }`
}

/**
 * Functions travel as their source: Node has already stripped their types when they were loaded.
 */
function scope(functions: ((...args: never[]) => unknown)[], body: string, before = ''): string {
  return `if (window === window.top) (() => {
    ${before}
    ${functions.map(String).join('\n')}
    {${body}}
  })()`
}

let cachedDevalue: string | undefined

/**
 * devalue as one script: its modules in the order of their imports, without the import and export
 * words.
 */
function devalueSource(): string {
  cachedDevalue ??= ['constants', 'base64', 'utils', 'operations', 'parse', 'stringify']
    .map((name) => new URL(`./${name}.js`, import.meta.resolve('devalue')))
    .map((url) => readFileSync(url, 'utf8'))
    .map((source) => source.replace(/^import [^;]*;$/gm, '').replace(/^export /gm, ''))
    .join('\n')
  if (/^(import|export)\b/m.test(cachedDevalue)) {
    throw new Error('devalue is written in another way now: it does not become one script')
  }
  return cachedDevalue
}
