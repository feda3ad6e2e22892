import type { DrawOpening } from '../shared/opening.ts'

/** `#opening` is `src/renderer/opening/draw-opening.ts`, which the build compiles for main. */
export declare const drawOpening: DrawOpening
