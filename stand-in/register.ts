import { registerHooks } from 'node:module'

/**
 * `electron` as main imports or requires it, electron-store among them, is the stand-in from here
 * on.
 */
const standIn = new URL('./electron-module.ts', import.meta.url).href
const names = new Set(['electron', 'electron/main', 'electron/common'])

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    names.has(specifier) ? { url: standIn, shortCircuit: true } : nextResolve(specifier, context),
})
