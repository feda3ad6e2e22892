import type { DamagedFile } from '../../shared/vault.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import type { SavedTokenContent, SavedTokenFacts } from '../../shared/saved-token.ts'
import { type Contents, contentsOf, sealContents } from './record-contents.ts'
import type { Loaded, RecordStore } from './record-store.ts'
import { savedTokenFiles } from './saved-token-file.ts'
import { lockedFailure } from './vault-failure.ts'
import type { VaultKeyHolder } from './vault-key.ts'

/** All that is stored about a saved token. Secret: main only. */
export interface StoredSavedToken {
  facts: SavedTokenFacts
  contents: Contents<SavedTokenContent>
  /** Why it is in memory only; null where it is as durable as it should be. */
  unsaved: Failure | null
}

/** What can be done with saved tokens. Must be called in turn: each reads, then writes. */
export function savedTokenActions(store: RecordStore<SavedTokenFacts>, key: VaultKeyHolder) {
  const stored = async ({ file, unsaved }: Loaded<SavedTokenFacts>): Promise<StoredSavedToken> => {
    const { id, label, bytes, savedAtMs } = file
    const contents = await contentsOf(file, savedTokenFiles, key)
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
    const secrets = await sealContents(record, savedTokenFiles.place(facts), key)
    if (!secrets.ok) return secrets
    const saved = await store.save({ ...facts, secrets: secrets.value })
    return saved.ok ? ok({ facts, contents: { state: 'ready', record }, unsaved: null }) : saved
  }

  return {
    list,
    read,

    /**
     * Saves a token. A text that is saved already is not saved twice: gives the one there is. When
     * it cannot be written, nothing of it is kept here: whoever asked still has it.
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

    /** Also stores what is in memory only because it could not be written. */
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
