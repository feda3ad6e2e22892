import { describe, expect, it } from 'vitest'
import type { CopyFormat } from '../../shared/ipc.ts'
import type { Provider } from '../../shared/provider.ts'
import { failed, ok } from '../../shared/result.ts'
import { valueOf } from '../provider/provider.fixture.ts'
import type { StoredProvider } from '../vault/provider-actions.ts'
import { createTokenActions } from './token-actions.ts'

const provider: Provider = {
  id: '5f0c6b0e-7c53-4d09-a3f1-0c9d1a8f6b11',
  name: 'Bank',
  environment: 'demo',
  baseUrl: 'demo:',
  template: 'ix-api',
  fields: {},
  createdAtMs: 0,
  mutedFindings: [],
  keySource: null,
}
const access = { text: 'eyJhbGciOiJub25lIn0.eyJhIjoxfQ.', arrivedAtMs: 0 }
const entry: StoredProvider = {
  provider,
  contents: { state: 'ready', record: { secrets: {}, tokens: { tokens: { access } } } },
  interrupted: null,
  unsaved: null,
}

/** The actions on a provider of demo services that do not start. */
function actions() {
  const copied: string[] = []
  const tokens = createTokenActions({
    entries: { find: () => ok(entry), token: () => ok({ entry, token: access }) },
    templates: new Map(),
    demo: {
      resolveBaseUrl: () =>
        Promise.resolve(failed({ kind: 'network', title: 'No demo services', nextStep: '' })),
    },
    copy: (text) => {
      copied.push(text)
      return Promise.resolve({ clearsAfterSeconds: 30 })
    },
    uses: { reveal: () => ok(null), copied: () => undefined },
    now: () => 0,
  })
  const copy = (format: CopyFormat) => tokens.copy({ id: provider.id, slot: 'access', format })
  return { copy, copied }
}

describe('copying a token', () => {
  it.each(['token', 'authorization-header', 'environment', 'claims-json'] as const)(
    'as %s needs no demo services',
    async (format) => {
      const { copy, copied } = actions()
      valueOf(await copy(format))
      expect(copied).toHaveLength(1)
    },
  )

  it('as a curl command needs the address of the service', async () => {
    const { copy, copied } = actions()
    expect(await copy('curl')).toMatchObject({ ok: false, failure: { title: 'No demo services' } })
    expect(copied).toEqual([])
  })
})
