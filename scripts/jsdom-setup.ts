import { webcrypto } from 'node:crypto'
import { configure } from '@testing-library/svelte'

/** Browser APIs that jsdom lacks when each test file has a context of its own. */
Object.defineProperty(globalThis.crypto, 'subtle', { value: webcrypto.subtle })
Object.assign(performance, { mark: () => undefined, measure: () => undefined })

// How long a change of the document takes depends on the machine and on what else runs there.
configure({ asyncUtilTimeout: 30_000 })
