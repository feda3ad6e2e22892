import { webcrypto } from 'node:crypto'

/** Browser APIs that jsdom lacks when each test file has a context of its own. */
Object.defineProperty(globalThis.crypto, 'subtle', { value: webcrypto.subtle })
Object.assign(performance, { mark: () => undefined, measure: () => undefined })
