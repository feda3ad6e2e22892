import { join } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'

const components = (emitCss: boolean) =>
  svelte({
    emitCss,
    compilerOptions: {
      // Every component uses runes: what serves the others stays out of the page.
      runes: true,
      // On every element of every component: short names are a hundredth of the script.
      cssHash: ({ hash, filename }) => `s${hash(filename).slice(0, 4)}`,
    },
  })

/** Entries are electron-vite's own: src/main/index.ts, src/preload/index.ts, src/renderer/index.html. */
export default defineConfig({
  main: {
    // The list that main draws into the page: the renderer's components, compiled to give text. Their
    // styles are the page's.
    plugins: [components(false)],
    // One file takes a third of the time to import that its packages would, and a packaged app needs no
    // node_modules. Only electron itself stays outside.
    build: { externalizeDeps: false },
    resolve: {
      alias: { '#opening': join(import.meta.dirname, 'src/renderer/opening/draw-opening.ts') },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can require nothing but electron, and cannot be an ES module, which is
      // what electron-vite would make of it in a package of type "module".
      externalizeDeps: false,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    plugins: [components(true)],
    build: {
      // Chromium preloads modules itself; one file needs none of it.
      modulePreload: false,
      cssCodeSplit: false,
      rolldownOptions: {
        // Which plugin took how long is no news to whoever starts the app.
        checks: { bundlerTimings: false },
        // Importing the inspector's index does nothing by itself: a chunk gets only what it names.
        treeshake: { moduleSideEffects: (id) => !id.includes('/src/inspector/') },
        output: {
          // Few files: each is asked of main on its own. The list is there before the view beside it.
          codeSplitting: {
            groups: [
              { name: 'start', tags: ['$initial'], priority: 1 },
              { name: 'provider', test: /\/provider\/ProviderView\.svelte$/ },
            ],
          },
        },
      },
      minify: true,
      // The page's policy has no font or image from a data: address but SVG icons.
      assetsInlineLimit: 0,
    },
  },
})
