import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { DamagedFile } from '../../shared/vault.ts'
import { type Provider, provider as providerShape } from '../../shared/provider.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import { tokenSet, type TokenSet } from '../../shared/token.ts'
import { type FileKind, isFileId, type SealedFile, sealedFileText } from './record-folder.ts'
import type { Loaded, RecordStore } from './record-store.ts'
import { type Contents, contentsOf, type KeptSecrets, sealContents } from './secret-record.ts'
import { placeOf } from './provider-place.ts'
import { type ApprovedMove, checkMove, keptNames, routeOf } from './secret-moves.ts'
import { alreadyThere, invalidId, lockedFailure, movedMeanwhile } from './vault-failure.ts'
import type { VaultKeyHolder } from './vault-key.ts'

/** A request that replaces the refresh token was sent, no response is stored: [Note: in-doubt refresh]. */
const sentRequest = z.strictObject({
  operation: z.string().min(1),
  sentAtMs: z.int().nonnegative(),
})

const settings = z.strictObject({ provider: providerShape, interrupted: sentRequest.nullable() })

/** All secrets of one provider. They never leave main. */
const providerSecrets = z.strictObject({
  secrets: z.record(z.string(), z.string()),
  tokens: tokenSet,
})

type SentRequest = z.infer<typeof sentRequest>
export type ProviderSettings = z.infer<typeof settings>
export type ProviderSecrets = z.infer<typeof providerSecrets>
export type ProviderFile = SealedFile<ProviderSettings>

/** `providers/<id>.json`: settings in clear, secrets and tokens sealed. */
export const providerFiles: FileKind<ProviderSettings, ProviderSecrets> = {
  words: {
    one: 'provider',
    place: 'provider, address, template or setting',
    unreadable: 'The secrets of this provider cannot be read',
    gone: 'The secrets of this provider are lost',
    unsaved: 'The new tokens are in memory only',
    again: 'Enter the secrets again.',
  },
  clear: settings,
  content: providerSecrets,
  place: ({ provider }) => placeOf(provider),
  id: ({ provider }) => provider.id,
  /** Tokens come from responses of at most 1 MiB each. */
  maxBytes: 16 * 1024 * 1024,
}

export interface StoredProvider extends ProviderSettings {
  contents: Contents<ProviderSecrets>
  /** Why the newest tokens are in memory only. Null where they are stored as they should be. */
  unsaved: Failure | null
}

export interface StoredProviders {
  providers: StoredProvider[]
  /** Files that cannot be used. They stay on disk, and can be removed and restored by id. */
  damaged: DamagedFile[]
}

/** Actions on stored providers. Each reads, then writes, so they must not overlap: see `createQueue`. */
export function providerActions(store: RecordStore<ProviderSettings>, key: VaultKeyHolder) {
  const open = (file: ProviderFile): Promise<Contents<ProviderSecrets>> =>
    contentsOf(file.secrets, placeOf(file.provider), providerFiles, key)

  const sealed = (provider: Provider, record: ProviderSecrets): Promise<Result<KeptSecrets>> =>
    sealContents(record, placeOf(provider), key)

  async function stored({ file, unsaved }: Loaded<ProviderSettings>): Promise<StoredProvider> {
    const { provider, interrupted } = file
    return { provider, contents: await open(file), interrupted, unsaved }
  }

  async function listed(
    show: (loaded: Loaded<ProviderSettings>) => Promise<StoredProvider>,
  ): Promise<Result<StoredProviders>> {
    const every = await store.all()
    if (!every.ok) return every
    const { loaded, damaged } = every.value
    return ok({ providers: await Promise.all(loaded.map(show)), damaged })
  }

  /** Changes a field in clear. Works while the vault is locked. */
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
    list: () => listed(stored),

    /** As `list`, with the secrets of every provider locked. */
    peek: () =>
      listed(({ file: { provider, interrupted }, unsaved }) => {
        const contents = { state: 'locked' } as const
        return Promise.resolve({ provider, contents, interrupted, unsaved })
      }),

    async read(id: string): Promise<Result<StoredProvider>> {
      const found = await store.find(id)
      return found.ok ? ok(await stored(found.value)) : found
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
     * Replaces the settings. Secrets that are left out stay, blank ones are deleted. Another
     * environment, base URL or route drops the tokens. A record that cannot be opened is replaced
     * only where secrets are entered again. Another route fails with kind `declined`, unless
     * `approved` names every secret that stays. See `routeOf`.
     */
    async edit(
      provider: Provider,
      secrets: Record<string, string>,
      approved?: ApprovedMove,
    ): Promise<Result<null>> {
      const found = await store.find(provider.id)
      if (!found.ok) return found
      const { file } = found.value
      const stays = sameAddress(provider, file.provider)
      const isBound = isDeepStrictEqual(placeOf(provider), placeOf(file.provider))
      const entered = Object.keys(secrets).length > 0
      const enteredAgain = Object.values(secrets).some((value) => value !== '')
      const interrupted = stays ? file.interrupted : null
      if (!entered && (isBound || file.secrets.jwe === null)) {
        return store.save({ provider, interrupted, secrets: file.secrets })
      }
      const contents = await open(file)
      if (contents.state === 'locked') return failed(lockedFailure(key.status()))
      if (contents.state === 'enter-again' && !enteredAgain) return failed(contents.failure)
      const before = contents.state === 'ready' ? contents.record : emptyRecord
      const moved = keptNames(before.secrets, secrets)
      const allowed = checkMove(file.provider, provider, moved, approved)
      if (!allowed.ok) return allowed
      const record = merged(before, secrets)
      const kept = await sealed(provider, stays ? record : { ...record, tokens: noTokens })
      return kept.ok ? store.save({ provider, interrupted, secrets: kept.value }) : kept
    },

    /**
     * Stores the tokens of a call and removes its marker, in one durable write. `place` is the
     * provider at the beginning of the call. Fails with kind `not-saved` where the file cannot be
     * written: the tokens are then kept in memory, sealed, and used from there. See `saveAgain`.
     * Returns what is stored, so that nobody needs to read it again.
     */
    async saveTokens(place: Address, tokens: TokenSet): Promise<Result<StoredProvider>> {
      const found = await store.find(place.id)
      if (!found.ok) return found
      const { file, unsaved } = found.value
      if (!sameAddress(place, file.provider)) return failed(movedMeanwhile)
      const contents = await open(file)
      if (contents.state === 'locked') return failed(lockedFailure(key.status()))
      if (contents.state === 'enter-again') return failed(contents.failure)
      const { provider } = file
      const record = { ...contents.record, tokens }
      const kept = await sealed(provider, record)
      if (!kept.ok) return kept
      const next = { provider, interrupted: null, secrets: kept.value }
      // A record in memory only may leave the file as it is: then a full disk does no harm.
      const isOnDisk = kept.value.kept === 'memory' && sealedFileText(next) === sealedFileText(file)
      const saved =
        unsaved === null && isOnDisk ? store.holdInMemory(next) : await store.saveOrHold(next)
      return saved.ok
        ? ok({ provider, contents: { state: 'ready', record }, interrupted: null, unsaved: null })
        : saved
    },

    /**
     * Keeps the tokens of a call whose provider cannot be read any more, such as a file that is gone
     * or damaged. The file on disk stays as it is until `saveAgain` replaces it from memory.
     *
     * @returns the failure `not-saved`, or `locked` where nothing could be kept
     */
    async holdTokens(
      provider: Provider,
      record: ProviderSecrets,
      cause: Failure,
    ): Promise<Result<null>> {
      const kept = await sealed(provider, record)
      return kept.ok
        ? store.holdUnsaved({ provider, interrupted: null, secrets: kept.value }, cause)
        : kept
    },

    async saveAgain(id: string): Promise<Result<null>> {
      const found = await store.find(id)
      if (!found.ok) return found
      return found.value.unsaved === null ? ok(null) : store.saveOrHold(found.value.file)
    },

    /** Must be on disk before a request is sent that replaces the refresh token. */
    markSent: (id: string, sent: SentRequest): Promise<Result<null>> => setInterrupted(id, sent),
    /** The request failed, or the user has seen that its response never came. */
    clearSent: (id: string): Promise<Result<null>> => setInterrupted(id, null),
  }
}

const noTokens: TokenSet = { tokens: {} }
const emptyRecord: ProviderSecrets = { secrets: {}, tokens: noTokens }

type Address = Pick<Provider, 'id' | 'environment' | 'baseUrl' | 'connection'>

const sameAddress = (a: Address, b: Address): boolean =>
  a.id === b.id &&
  a.environment === b.environment &&
  a.baseUrl === b.baseUrl &&
  routeOf(a) === routeOf(b)

function merged(record: ProviderSecrets, secrets: Record<string, string>): ProviderSecrets {
  const all = Object.entries({ ...record.secrets, ...secrets })
  return { ...record, secrets: Object.fromEntries(all.filter(([, value]) => value !== '')) }
}
