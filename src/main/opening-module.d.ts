/** `src/renderer/opening/draw-opening.ts`, which the build compiles for main: see electron.vite.config.ts. */
declare module '#opening' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-imports -- a module that is declared can import from no relative path
  export const drawOpening: import('../shared/opening.ts').DrawOpening
}
