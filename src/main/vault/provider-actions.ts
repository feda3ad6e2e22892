import type { DamagedFile } from '../../shared/ipc.ts'
import type { Provider } from '../../shared/provider.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import type { TokenSet } from '../../shared/token.ts'
import { inBatches } from './in-batches.ts'
import { type Contents, contentsOf, sealContents } from './provider-contents.ts'
import { isProviderId, providerFileText, type SentRequest } from './provider-file.ts'
import type { LoadedProvider, ProviderStore } from './provider-store.ts'
import type { RecordPlace, SecretRecord } from './secret-record.ts'
import { alreadyThere, invalidId, lockedFailure, movedMeanwhile } from './vault-failure.ts'
import type { VaultKeyHolder } from './vault-key.ts'

/** All that is stored about a provider. */
export interface StoredProvider {
  provider: Provider
  contents: Contents
  /** A request that replaces the refresh token was sent, and no answer was stored. */
  interrupted: SentRequest | null
  /** Why the newest tokens are in memory only; null where they are as durable as they should be. */
  unsaved: Failure | null
}

/** A file that is left as it is. Removing it by its id can be undone as any other. */
export interface DamagedProvider extends DamagedFile {
  id: string
}

export interface StoredProviders {
  providers: StoredProvider[]
  damaged: DamagedProvider[]
}

const filesAtOnce = 32

/** What can be done with stored providers. Must be called in turn: each reads, then writes. */
export function providerActions(store: ProviderStore, key: VaultKeyHolder) {
  const stored = async ({ file, unsaved }: LoadedProvider): Promise<StoredProvider> => ({
    provider: file.provider,
    contents: await contentsOf(file, key),
    interrupted: file.interrupted,
    unsaved,
  })

  async function entry(id: string): Promise<StoredProvider | DamagedProvider | undefined> {
    const loaded = await store.load(id)
    if (loaded.state === 'read') return stored(loaded.value)
    if (loaded.state === 'missing') return undefined
    return { id, file: `${id}.json`, failure: loaded.failure }
  }

  /** Changes what stands in clear; the record stays as it is, open or not. */
  async function setInterrupted(
    id: string,
    interrupted: SentRequest | null,
  ): Promise<Result<null>> {
    const found = await store.find(id)
    if (!found.ok) return found
    const { file } = found.value
    if (interrupted === null && file.interrupted === null) return ok(null)
    return store.save({ ...file, interrupted })
  }

  return {
    async list(): Promise<Result<StoredProviders>> {
      const ids = await store.ids()
      if (!ids.ok) return ids
      const found = await inBatches(ids.value, filesAtOnce, entry)
      const list: StoredProviders = { providers: [], damaged: [] }
      for (const each of found) {
        if (each === undefined) continue // removed by somebody else between listing and reading
        if ('provider' in each) list.providers.push(each)
        else list.damaged.push(each)
      }
      return ok(list)
    },

    async read(id: string): Promise<Result<StoredProvider>> {
      const found = await store.find(id)
      return found.ok ? ok(await stored(found.value)) : found
    },

    async add(provider: Provider, secrets: Record<string, string>): Promise<Result<null>> {
      if (!isProviderId(provider.id)) return failed(invalidId)
      const there = await store.load(provider.id)
      if (there.state === 'unread') return failed(there.failure)
      if (there.state !== 'missing') return failed(alreadyThere)
      const sealed = await sealContents(provider, merged(emptyRecord, secrets), key)
      if (!sealed.ok) return sealed
      return store.save({ provider, interrupted: null, secrets: sealed.value })
    },

    /**
     * Replaces the settings; secrets that are left out stay, blank ones go. Another environment or
     * base URL is another place: the tokens of the old one are dropped. A record that does not open
     * is replaced only where secrets are entered again.
     */
    async edit(provider: Provider, secrets: Record<string, string>): Promise<Result<null>> {
      const found = await store.find(provider.id)
      if (!found.ok) return found
      const { file } = found.value
      const stays = samePlace(provider, file.provider)
      const entered = Object.keys(secrets).length > 0
      const interrupted = stays ? file.interrupted : null
      if (!entered && (stays || file.secrets.jwe === null)) {
        return store.save({ provider, interrupted, secrets: file.secrets })
      }
      const contents = await contentsOf(file, key)
      if (contents.state === 'locked') return failed(lockedFailure(key.status()))
      if (contents.state === 'enter-again' && !entered) return failed(contents.failure)
      const record = merged(contents.state === 'ready' ? contents.record : emptyRecord, secrets)
      const sealed = await sealContents(
        provider,
        stays ? record : { ...record, tokens: noTokens },
        key,
      )
      if (!sealed.ok) return sealed
      return store.save({ provider, interrupted, secrets: sealed.value })
    },

    /**
     * Stores what a call brought, and that it is no longer under way, in one durable write. `place`
     * is the provider as it was when the call began. With kind `not-saved` the tokens are kept in
     * memory, sealed, and used from there: see `saveAgain`. Gives what is stored then.
     */
    async saveTokens(place: RecordPlace, tokens: TokenSet): Promise<Result<StoredProvider>> {
      const found = await store.find(place.id)
      if (!found.ok) return found
      const { file, unsaved } = found.value
      if (!samePlace(place, file.provider)) return failed(movedMeanwhile)
      const contents = await contentsOf(file, key)
      if (contents.state === 'locked') return failed(lockedFailure(key.status()))
      if (contents.state === 'enter-again') return failed(contents.failure)
      const { provider } = file
      const record = { ...contents.record, tokens }
      const sealed = await sealContents(provider, record, key)
      if (!sealed.ok) return sealed
      const next = { provider, interrupted: null, secrets: sealed.value }
      // In memory only nothing on disk changes, so a full disk does no harm.
      const saved =
        unsaved === null && providerFileText(next) === providerFileText(file)
          ? store.holdInMemory(next)
          : await store.saveOrHold(next)
      const now = {
        contents: { state: 'ready', record },
        interrupted: null,
        unsaved: null,
      } as const
      return saved.ok ? ok({ provider, ...now }) : saved
    },

    async saveAgain(id: string): Promise<Result<null>> {
      const found = await store.find(id)
      if (!found.ok) return found
      return found.value.unsaved === null ? ok(null) : store.saveOrHold(found.value.file)
    },

    /** To be on disk before a request is sent that replaces the refresh token. */
    markSent: (id: string, sent: SentRequest): Promise<Result<null>> => setInterrupted(id, sent),
    /** The request came to nothing, or the user has seen that its answer never came. */
    clearSent: (id: string): Promise<Result<null>> => setInterrupted(id, null),
  }
}

const noTokens: TokenSet = { tokens: {} }
const emptyRecord: SecretRecord = { secrets: {}, tokens: noTokens }

const samePlace = (a: RecordPlace, b: RecordPlace): boolean =>
  a.id === b.id && a.environment === b.environment && a.baseUrl === b.baseUrl

function merged(record: SecretRecord, secrets: Record<string, string>): SecretRecord {
  const all = Object.entries({ ...record.secrets, ...secrets })
  return { ...record, secrets: Object.fromEntries(all.filter(([, value]) => value !== '')) }
}
