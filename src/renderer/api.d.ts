import type { Api } from '../shared/ipc.ts'

declare global {
  interface Window {
    /** Exposed by the preload script. */
    readonly api: Api
  }
}
