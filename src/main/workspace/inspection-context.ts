import type { InspectionContext, Slot } from '../../inspector/index.ts'
import { contextOf } from '../provider/token-set.ts'
import type { StoredProvider } from '../vault/provider-actions.ts'
import type { Templates } from './check-draft.ts'
import { storedToken } from './entries.ts'

/** What main knows about a stored token, for an inspection that is sent to the window. */
export function inspectionContext(
  stored: StoredProvider,
  slot: Slot,
  templates: Templates,
  nowMs: number,
): InspectionContext {
  const token = storedToken(stored, slot)
  const access = slot === 'id' ? storedToken(stored, 'access') : undefined
  return {
    nowSeconds: nowMs / 1000,
    slot,
    ...(token && contextOf(slot, token)),
    ...(access && { accessToken: access.text }),
    ...(stored.provider.keySource && {
      publishesKeys: stored.provider.keySource.from !== 'pasted',
    }),
    lacks: templates.get(stored.provider.template)?.lacks[slot] ?? [],
    maskTokens: true,
  }
}
