import type { DamagedFile } from '../../shared/vault.ts'
import type { Provider } from '../../shared/provider.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import type { TokenSet } from '../../shared/token.ts'
import {
  placeOf,
  type ProviderFile,
  providerFiles,
  type ProviderSecrets,
  type ProviderSettings,
  type SentRequest,
} from './provider-file.ts'
import { type Contents, contentsOf, sealContents } from './record-contents.ts'
import type { Loaded, RecordStore } from './record-store.ts'
import { isFileId, type KeptSecrets, sealedFileText } from './sealed-file.ts'
import type { ProviderPlace } from './secret-record.ts'
import { alreadyThere, invalidId, lockedFailure, movedMeanwhile } from './vault-failure.ts'
import type { VaultKeyHolder } from './vault-key.ts'

/** All that is stored about a provider. */
export interface StoredProvider {
  provider: Provider
  contents: Contents<ProviderSecrets>
  /** A request that replaces the refresh token was sent, and no answer was stored. */
  interrupted: SentRequest | null
  /** Why the newest tokens are in memory only; null where they are as durable as they should be. */
  unsaved: Failure | null
}

export interface StoredProviders {
  providers: StoredProvider[]
  /** Left as they are. Removing one by its id can be undone as any other. */
  damaged: DamagedFile[]
}

/** What can be done with stored providers. Must be called in turn: each reads, then writes. */
export function providerActions(store: RecordStore<ProviderSettings>, key: VaultKeyHolder) {
  const open = (file: ProviderFile, known?: Contents<ProviderSecrets>) =>
    contentsOf(file, providerFiles, key, known)

  const sealed = (provider: Provider, record: ProviderSecrets): Promise<Result<KeptSecrets>> =>
    sealContents(record, placeOf(provider), key)

  const stored = async (
    { file, unsaved }: Loaded<ProviderSettings>,
    known?: Contents<ProviderSecrets>,
  ): Promise<StoredProvider> => ({
    provider: file.provider,
    contents: await open(file, known),
    interrupted: file.interrupted,
    unsaved,
  })

  /** Changes what stands in clear; the record stays as it is, open or not. */
  async function setInterrupted(
    id: string,
    interrupted: SentRequest | null,
  ): Promise<Result<null>> {
    const found = await store.recall(id)
    if (!found.ok) return found
    const { file } = found.value
    if (interrupted === null && file.interrupted === null) return ok(null)
    return store.save({ ...file, interrupted })
  }

  return {
    async list(): Promise<Result<StoredProviders>> {
      const every = await store.all()
      if (!every.ok) return every
      const { loaded, damaged } = every.value
      return ok({ providers: await Promise.all(loaded.map((each) => stored(each))), damaged })
    },

    /** As `list` with everything locked; the next `list` reads no file again. */
    async peek(): Promise<Result<StoredProviders>> {
      const every = await store.readAhead()
      if (!every.ok) return every
      const { loaded, damaged } = every.value
      const providers = loaded.map(({ file, unsaved }) => {
        const { provider, interrupted } = file
        return { provider, contents: { state: 'locked' } as const, interrupted, unsaved }
      })
      return ok({ providers, damaged })
    },

    /** `known`: what was in it earlier. Where it still is, it is not decrypted again. */
    async read(id: string, known?: Contents<ProviderSecrets>): Promise<Result<StoredProvider>> {
      const found = await store.find(id)
      return found.ok ? ok(await stored(found.value, known)) : found
    },

    async add(provider: Provider, secrets: Record<string, string>): Promise<Result<null>> {
      if (!isFileId(provider.id)) return failed(invalidId(providerFiles.words))
      const there = await store.load(provider.id)
      if (there.state === 'unread') return failed(there.failure)
      if (there.state !== 'missing') return failed(alreadyThere(providerFiles.words))
      const kept = await sealed(provider, merged(emptyRecord, secrets))
      return kept.ok ? store.save({ provider, interrupted: null, secrets: kept.value }) : kept
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
      const contents = await open(file)
      if (contents.state === 'locked') return failed(lockedFailure(key.status()))
      if (contents.state === 'enter-again' && !entered) return failed(contents.failure)
      const record = merged(contents.state === 'ready' ? contents.record : emptyRecord, secrets)
      const kept = await sealed(provider, stays ? record : { ...record, tokens: noTokens })
      return kept.ok ? store.save({ provider, interrupted, secrets: kept.value }) : kept
    },

    /**
     * Stores what a call brought, and that it is no longer under way, in one durable write. `place`
     * is the provider as it was when the call began. With kind `not-saved` the tokens are kept in
     * memory, sealed, and used from there: see `saveAgain`. `known` as for `read`. Gives what is
     * stored then.
     */
    async saveTokens(
      place: ProviderPlace,
      tokens: TokenSet,
      known?: Contents<ProviderSecrets>,
    ): Promise<Result<StoredProvider>> {
      const found = await store.recall(place.id)
      if (!found.ok) return found
      const { file, unsaved } = found.value
      if (!samePlace(place, file.provider)) return failed(movedMeanwhile)
      const contents = await open(file, known)
      if (contents.state === 'locked') return failed(lockedFailure(key.status()))
      if (contents.state === 'enter-again') return failed(contents.failure)
      const { provider } = file
      const record = { ...contents.record, tokens }
      const kept = await sealed(provider, record)
      if (!kept.ok) return kept
      const next = { provider, interrupted: null, secrets: kept.value }
      // In memory only nothing on disk changes, so a full disk does no harm.
      const isOnDisk = kept.value.kept === 'memory' && sealedFileText(next) === sealedFileText(file)
      const saved =
        unsaved === null && isOnDisk ? store.holdInMemory(next) : await store.saveOrHold(next)
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
const emptyRecord: ProviderSecrets = { secrets: {}, tokens: noTokens }

const samePlace = (a: ProviderPlace, b: ProviderPlace): boolean =>
  a.id === b.id && a.environment === b.environment && a.baseUrl === b.baseUrl

function merged(record: ProviderSecrets, secrets: Record<string, string>): ProviderSecrets {
  const all = Object.entries({ ...record.secrets, ...secrets })
  return { ...record, secrets: Object.fromEntries(all.filter(([, value]) => value !== '')) }
}
