import { behindFrame } from './parts/behind-frame.ts'

/** A window that is not shown draws no frames: then it is not waited for longer than this. */
const patienceMs = 100

/** Resolves right behind the next frame. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, patienceMs)
    behindFrame(0, resolve)
  })
}
