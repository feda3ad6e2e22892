import { readFileSync } from 'node:fs'
import { pack, packError, unpack, unpackError } from '../wire.ts'
import { copyValue, openWorld, pasteValue, readAnswer } from './bridge.ts'
import { reportContextMenu } from './context-menu.ts'
import { deepFreeze, startPageWorld } from './page-world.ts'
import { type PreloadWorldOptions, requireFrom, startPreloadWorld } from './preload-world.ts'

const bridge = [openWorld, readAnswer, copyValue, pasteValue]

/** The script for the page's own world (page-world.ts). */
export function pageWorldScript(channel: string): string {
  return scope(
    [...bridge, deepFreeze, startPageWorld],
    `startPageWorld(${JSON.stringify(channel)})`,
  )
}

/**
 * The script for the preload's world (preload-world.ts). It ends with the preload itself, in a
 * CommonJS wrapper.
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
    reportContextMenu,
    startPreloadWorld,
  ]
  const body = `
    const require = startPreloadWorld(${JSON.stringify(options)})
    const process = Object.freeze(${JSON.stringify(options.process)})
    const module = { exports: {} }
    ${preload === undefined ? '' : runPreload(preload, options.binding)}`
  return scope(functions, body, devalueSource())
}

/** As Electron's lib/sandboxed_renderer/preload.ts: an error is told in the page's console, and to main. */
function runPreload({ path, source }: { path: string; source: string }, binding: string): string {
  return `
    try {
      (function (require, module, exports, process) {${source}
      }).call({}, require, module, module.exports, process)
    } catch (error) {
      console.error(${JSON.stringify(`Unable to load preload script: ${path}`)})
      console.error(error)
      const { message = String(error), stack = '' } = error instanceof Error ? error : {}
      const told = { type: 'preload-error', message, stack, url: window.location.href }
      globalThis[${JSON.stringify(binding)}](JSON.stringify(told))
    }`
}

/** Joins functions as source text, from which Node has stripped the types on loading. */
function scope(functions: ((...args: never[]) => unknown)[], body: string, before = ''): string {
  return `if (window === window.top) (() => {
    ${before}
    ${functions.map(String).join('\n')}
    {${body}}
  })()`
}

let cachedDevalue: string | undefined

/**
 * devalue as one script: its modules in the order of their imports, with `import` and `export`
 * removed.
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
