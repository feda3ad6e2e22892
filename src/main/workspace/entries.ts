import type { InspectionContext, Slot } from '../../inspector/index.ts'
import type { ByToken } from '../../shared/ipc.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import type { StoredToken, TokenSet } from '../../shared/token.ts'
import type { DamagedFile } from '../../shared/vault.ts'
import { holdsSecret, valuesToHide } from '../provider/response/redact.ts'
import { contextOf } from '../provider/token-set.ts'
import { providerFiles, type StoredProvider } from '../vault/provider-actions.ts'
import type { Vault } from '../vault/vault.ts'
import { lockedFailure, notThere } from '../vault/vault-failure.ts'
import type { Templates } from './check-draft.ts'

export type Entries = ReturnType<typeof createEntries>

/** The providers as they are stored, read from the vault. */
export function createEntries(vault: Pick<Vault, 'list' | 'peek' | 'read' | 'status'>) {
  const entries = new Map<string, StoredProvider>()
  let damaged: DamagedFile[] = []
  let listener: (id: string) => void = () => undefined

  async function fill(list: ReturnType<Vault['list']>): Promise<Result<null>> {
    const stored = await list
    if (!stored.ok) return stored
    damaged = stored.value.damaged
    entries.clear()
    for (const each of stored.value.providers) entries.set(each.provider.id, asLocked(each))
    return ok(null)
  }

  /** What was read before the vault was locked is not kept after it. */
  const asLocked = (stored: StoredProvider): StoredProvider =>
    stored.contents.state === 'ready' && vault.status().state !== 'open'
      ? { ...stored, contents: { state: 'locked' } }
      : stored

  function put(stored: StoredProvider): void {
    entries.set(stored.provider.id, asLocked(stored))
    listener(stored.provider.id)
  }

  function find(id: string): Result<StoredProvider> {
    const stored = entries.get(id)
    return stored ? ok(stored) : failed(notThere(providerFiles.words))
  }

  return {
    /** Stores what the vault has just written. */
    put,

    /** What is stored in clear, before the vault is opened and `load` has more. */
    peek: () => fill(vault.peek()),

    /** Reads everything: at start, and when the vault was opened or locked. Notifies nobody. */
    load: () => fill(vault.list()),

    /** Reads one provider after something about it was stored. */
    async reload(id: string): Promise<Result<null>> {
      const stored = await vault.read(id)
      if (!stored.ok) return stored
      put(stored.value)
      return ok(null)
    },

    drop(id: string): void {
      entries.delete(id)
      listener(id)
    },

    find,

    /** A token, and the provider that holds it. */
    token({ id, slot }: ByToken): Result<{ entry: StoredProvider; token: StoredToken }> {
      const found = find(id)
      if (!found.ok) return found
      const { contents } = found.value
      if (contents.state === 'locked') return failed(lockedFailure(vault.status()))
      if (contents.state === 'enter-again') return failed(contents.failure)
      const token = storedToken(found.value, slot)
      return token ? ok({ entry: found.value, token }) : failed(noToken(slot))
    },

    /** Drops every decrypted value at once. To be called when the vault is locked. */
    lock(): void {
      for (const [id, stored] of entries) entries.set(id, asLocked(stored))
    },

    all: (): StoredProvider[] => [...entries.values()],
    damaged: (): DamagedFile[] => damaged,

    /** For changes to what is shown of a provider but not stored: its calls, its verdicts. */
    changed: (id: string): void => listener(id),

    /** Calls back with the id of each provider that changed, was added or was removed. */
    onChange(listen: (id: string) => void): void {
      listener = listen
    },
  }
}

const noToken = (slot: Slot): Failure => ({
  kind: 'not-found',
  title: `No ${slot} token`,
  nextStep: 'Obtain one first.',
})

export function tokensOf({ contents }: StoredProvider): TokenSet {
  return contents.state === 'ready' ? contents.record.tokens : { tokens: {} }
}

export const storedToken = (stored: StoredProvider, slot: Slot): StoredToken | undefined =>
  tokensOf(stored).tokens[slot]

/** The secret fields of a provider that can be read. */
export const secretsOf = ({ contents }: StoredProvider): string[] =>
  contents.state === 'ready' ? valuesToHide(contents.record.secrets) : []

/** What main knows about a stored token, for an inspection that is sent to the window. */
export function inspectionContext(
  stored: StoredProvider,
  slot: Slot,
  templates: Templates,
  nowMs: number,
): InspectionContext {
  const token = storedToken(stored, slot)
  const access = slot === 'id' ? storedToken(stored, 'access') : undefined
  const secrets = secretsOf(stored)
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
    isSecret: (text) => holdsSecret(text, secrets),
  }
}
