import type { DamagedFile } from '../../shared/vault.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import {
  savedTokenContent,
  type SavedTokenContent,
  savedTokenFacts,
  type SavedTokenFacts,
} from '../../shared/saved-token.ts'
import type { FileKind } from './record-folder.ts'
import type { Loaded, RecordStore } from './record-store.ts'
import { type Contents, contentsOf, sealContents } from './secret-record.ts'
import { lockedFailure } from './vault-failure.ts'
import type { VaultKeyHolder } from './vault-key.ts'

/** `tokens/<id>.json`: kind, size and date of a saved token in clear, its name and text sealed. */
export const savedTokenFiles: FileKind<SavedTokenFacts, SavedTokenContent> = {
  words: {
    one: 'saved token',
    place: 'saved token',
    unreadable: 'This saved token cannot be read',
    gone: 'This saved token no longer exists',
    unsaved: 'This saved token is in memory only',
    again: 'Paste and save it again, or forget it.',
  },
  clear: savedTokenFacts,
  content: savedTokenContent,
  place: ({ id }) => ({ id }),
  id: ({ id }) => id,
  /** Five million characters, each at most six bytes in JSON (`\u0000`), in base64url. */
  maxBytes: 48 * 1024 * 1024,
}

/** Everything stored about a saved token. Secret: never leaves main. */
export interface StoredSavedToken {
  facts: SavedTokenFacts
  contents: Contents<SavedTokenContent>
  unsaved: Failure | null
}

/** Actions on saved tokens. Each reads, then writes, so they must not overlap: see `createQueue`. */
export function savedTokenActions(store: RecordStore<SavedTokenFacts>, key: VaultKeyHolder) {
  const stored = async ({ file, unsaved }: Loaded<SavedTokenFacts>): Promise<StoredSavedToken> => {
    const { id, label, bytes, savedAtMs, secrets } = file
    const contents = await contentsOf(secrets, { id }, savedTokenFiles, key)
    return { facts: { id, label, bytes, savedAtMs }, contents, unsaved }
  }

  async function list(): Promise<Result<{ tokens: StoredSavedToken[]; damaged: DamagedFile[] }>> {
    const every = await store.all()
    if (!every.ok) return every
    const { loaded, damaged } = every.value
    return ok({ tokens: await Promise.all(loaded.map(stored)), damaged })
  }

  async function read(id: string): Promise<Result<StoredSavedToken>> {
    const found = await store.find(id)
    return found.ok ? ok(await stored(found.value)) : found
  }

  async function write(
    facts: SavedTokenFacts,
    record: SavedTokenContent,
  ): Promise<Result<StoredSavedToken>> {
    const secrets = await sealContents(record, { id: facts.id }, key)
    if (!secrets.ok) return secrets
    const saved = await store.save({ ...facts, secrets: secrets.value })
    return saved.ok ? ok({ facts, contents: { state: 'ready', record }, unsaved: null }) : saved
  }

  return {
    list,
    read,

    /**
     * Saves a token. A text that is saved already is not saved twice: returns the existing one. A
     * token that cannot be written is not kept here, since the caller still has it.
     */
    async save(
      facts: SavedTokenFacts,
      content: SavedTokenContent,
    ): Promise<Result<StoredSavedToken>> {
      const every = await list()
      if (!every.ok) return every
      for (const twin of every.value.tokens) {
        if (twin.contents.state !== 'ready' || twin.contents.record.text !== content.text) continue
        return twin.unsaved === null ? ok(twin) : write(twin.facts, twin.contents.record)
      }
      return write(facts, content)
    },

    /** Also writes a token that is in memory only because it could not be written before. */
    async rename(id: string, name: string): Promise<Result<StoredSavedToken>> {
      const found = await read(id)
      if (!found.ok) return found
      const { facts, contents } = found.value
      if (contents.state === 'locked') return failed(lockedFailure(key.status()))
      if (contents.state === 'enter-again') return failed(contents.failure)
      return write(facts, { ...contents.record, name })
    },
  }
}
