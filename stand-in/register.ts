import { registerHooks } from 'node:module'

/** From here on, every `import` or `require` of `electron`, also by packages, gets the stand-in. */
const standIn = new URL('./electron-module.ts', import.meta.url).href
const names = new Set(['electron', 'electron/main', 'electron/common'])

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    names.has(specifier) ? { url: standIn, shortCircuit: true } : nextResolve(specifier, context),
})
