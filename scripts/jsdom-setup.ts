import { webcrypto } from 'node:crypto'

/** What the pages of a browser have and jsdom's lack, where each test file has a context of its own. */
Object.defineProperty(globalThis.crypto, 'subtle', { value: webcrypto.subtle })
Object.assign(performance, { mark: () => undefined, measure: () => undefined })
