import { randomUUID } from 'node:crypto'
import { inspectToken } from '../../inspector/index.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { SavedToken, SavedTokenContent, SavedTokens } from '../../shared/saved-token.ts'
import type { Publish } from '../ipc.ts'
import type { StoredSavedToken } from '../vault/saved-token-actions.ts'
import { lockedFailure } from '../vault/vault-failure.ts'
import type { Vault } from '../vault/vault.ts'
import type { TokenUses } from './token-uses.ts'

interface SavedTokenOptions {
  vault: Pick<Vault, 'savedTokens' | 'status'>
  publish: Publish
  uses: Pick<TokenUses, 'reveal'>
  now: () => number
}

/** Pasted tokens that the user saved. Only `open` sends the text of one to the window. */
export function createSavedTokens({ vault, publish, uses, now }: SavedTokenOptions) {
  const { savedTokens } = vault

  function told<Value>(result: Result<Value>): Result<Value> {
    if (result.ok) publish('savedTokensChanged', null)
    return result
  }

  function summarized(result: Result<StoredSavedToken>): Result<SavedToken> {
    return told(result.ok ? ok(summaryOf(result.value)) : result)
  }

  return {
    async list(): Promise<Result<SavedTokens>> {
      const list = await savedTokens.list()
      if (!list.ok) return list
      const { tokens, damaged } = list.value
      const newestFirst = tokens.toSorted((a, b) => b.facts.savedAtMs - a.facts.savedAtMs)
      return ok({ tokens: newestFirst.map(summaryOf), damaged })
    },

    /**
     * Reads kind and size from the text, because both are stored in clear: the page is not trusted.
     */
    async save(content: SavedTokenContent): Promise<Result<SavedToken>> {
      const { text, foundIn, slot } = content
      const token = { text, foundIn, stripped: [], name: null, slot }
      const { label, totalBytes } = inspectToken(token, { nowSeconds: now() / 1000 })
      const facts = { id: randomUUID(), label, bytes: totalBytes, savedAtMs: now() }
      return summarized(await savedTokens.save(facts, content))
    },

    async open(id: string): Promise<Result<SavedTokenContent>> {
      const stored = await savedTokens.read(id)
      if (!stored.ok) return stored
      const { contents } = stored.value
      // The vault may have been locked while the token was read.
      if (contents.state === 'locked' || vault.status().state !== 'open') {
        return failed(lockedFailure(vault.status()))
      }
      if (contents.state === 'enter-again') return failed(contents.failure)
      const { label } = stored.value.facts
      const allowed = uses.reveal({ of: label, environment: '', what: 'saved-token' })
      return allowed.ok ? ok(contents.record) : allowed
    },

    rename: async (id: string, name: string): Promise<Result<SavedToken>> =>
      summarized(await savedTokens.rename(id, name)),

    forget: async (id: string): Promise<Result<null>> => told(await savedTokens.remove(id)),
    undoForget: async (id: string): Promise<Result<null>> => told(await savedTokens.restore(id)),
  }
}

/** What the list shows; holds no token. */
function summaryOf({ facts, contents, unsaved }: StoredSavedToken): SavedToken {
  if (contents.state !== 'ready') return { ...facts, contents, unsaved }
  return { ...facts, contents: { state: 'ready', name: contents.record.name }, unsaved }
}
