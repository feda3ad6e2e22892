import type { Failure, Result } from '../../shared/result.ts'
import type { SavedToken, SavedTokens as List } from '../../shared/saved-token.ts'
import type { Pasted } from './scratchpad.svelte.ts'
import type { Session } from './session.ts'

/** The name of a saved token, or its kind if the name cannot be read. */
export const nameOf = ({ contents, label }: SavedToken): string =>
  contents.state === 'ready' ? contents.name : label

/**
 * The pasted tokens that main has saved, without their texts. Messages do not contain their names:
 * names are secret, and messages stay on screen after a lock.
 */
export class SavedTokens {
  /** null until it is loaded. */
  list = $state.raw<Result<List> | null>(null)

  readonly #session: Session
  /** Incremented by each load. A list of an earlier turn is ignored. */
  #turn = 0

  constructor(session: Session) {
    this.#session = session
  }

  /** Listens for events and loads the list; the returned function stops listening. */
  start(): () => void {
    const { api } = this.#session
    const stops = [
      api.on('savedTokensChanged', () => void this.#load()),
      api.on('snapshotChanged', () => void this.#load()),
      api.on('vaultChanged', ({ state }) => {
        if (state !== 'open') this.#drop()
      }),
    ]
    void this.#load()
    return () => {
      for (const stop of stops) stop()
    }
  }

  /** The saved token of a pasted one, if it exists and can be opened. */
  savedAs({ savedId }: Pasted): SavedToken | undefined {
    const tokens = this.list?.ok ? this.list.value.tokens : []
    return tokens.find(({ id, contents }) => id === savedId && contents.state === 'ready')
  }

  /** Saves a pasted token, or the new name of a saved one. Returns the failure, if any. */
  async save(pasted: Pasted): Promise<Failure | null> {
    const { api, notices, scratchpad } = this.#session
    const { name, token } = pasted
    const { text, foundIn, slot } = token
    const known = this.savedAs(pasted)
    const saved = known
      ? await api.renameSavedToken({ id: known.id, name })
      : await api.saveToken({ name, text, foundIn, slot })
    if (!saved.ok) return saved.failure
    const kept = nameOf(saved.value)
    scratchpad.markSaved(pasted, saved.value.id, kept)
    if (!known && kept !== name.trim()) notices.say('Already saved under its current name')
    return null
  }

  /** Writes a token again that could not be written. */
  async saveAgain(id: string, name: string): Promise<void> {
    const { api, notices } = this.#session
    const saved = await api.renameSavedToken({ id, name })
    if (notices.tell(saved)) notices.say('Token saved')
  }

  /** Gets the text of this token from main and adds it to the pasted ones. */
  async open(saved: SavedToken): Promise<void> {
    const { api, notices, scratchpad } = this.#session
    const pasted = scratchpad.tokens.find(({ savedId }) => savedId === saved.id)
    if (pasted) {
      scratchpad.selectedId = pasted.id
      return
    }
    const opened = await api.openSavedToken({ id: saved.id })
    if (!notices.tell(opened)) return
    await scratchpad.open(opened.value, saved.id)
    notices.speak('Saved token shown')
  }

  /** Forgets a saved token or a damaged file. `what` is for the message. */
  async forget(id: string, what: string): Promise<void> {
    const { api, notices } = this.#session
    const forgotten = await api.forgetSavedToken({ id })
    if (!notices.tell(forgotten)) return
    const undo = async () => notices.tell(await api.undoForgetSavedToken({ id }))
    notices.say(`${what} forgotten`, { label: 'Undo', run: () => void undo() })
  }

  async #load(): Promise<void> {
    const turn = (this.#turn += 1)
    const list = await this.#session.api.savedTokens(null)
    if (turn === this.#turn) this.list = list
  }

  /** After a lock: drops the names. The next list has what is stored in clear. */
  #drop() {
    this.#turn += 1
    this.list = null
  }
}
