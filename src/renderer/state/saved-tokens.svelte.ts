import type { Failure, Result } from '../../shared/result.ts'
import type { SavedToken, SavedTokens as List } from '../../shared/saved-token.ts'
import type { Pasted } from './scratchpad.svelte.ts'
import type { Session } from './session.ts'

/** What a saved token is called where its name is sealed or gone: by its kind. */
export const nameOf = ({ contents, label }: SavedToken): string =>
  contents.state === 'ready' ? contents.name : label

/**
 * The pasted tokens that main keeps on request. None of their texts is in here, and no message holds
 * a name: messages outlive a lock, and names are sealed.
 */
export class SavedTokens {
  /** null until it is loaded. */
  list = $state.raw<Result<List> | null>(null)

  readonly #session: Session
  /** Grows with each load, so that a late answer does not replace a newer one. */
  #turn = 0

  constructor(session: Session) {
    this.#session = session
  }

  /** Listens and loads; the returned function stops listening. */
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

  /** What a pasted token is saved as, where that is there and opens. */
  savedAs({ savedId }: Pasted): SavedToken | undefined {
    const tokens = this.list?.ok ? this.list.value.tokens : []
    return tokens.find(({ id, contents }) => id === savedId && contents.state === 'ready')
  }

  /** Saves a pasted token, or stores a saved one again under its name of now. Gives what went wrong. */
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
    if (!known && kept !== name.trim())
      notices.say('It was saved already, under the name it has now')
    return null
  }

  /** For one that could not be written: under the same name. */
  async saveAgain(id: string, name: string): Promise<void> {
    const { api, notices } = this.#session
    const saved = await api.renameSavedToken({ id, name })
    if (saved.ok) notices.say('Token saved')
    else notices.fail(saved.failure)
  }

  /** Its text comes from main now, and for this one only. */
  async open(saved: SavedToken): Promise<void> {
    const { api, notices, scratchpad } = this.#session
    const pasted = scratchpad.tokens.find(({ savedId }) => savedId === saved.id)
    if (pasted) {
      scratchpad.selectedId = pasted.id
      return
    }
    const opened = await api.openSavedToken({ id: saved.id })
    if (!opened.ok) {
      notices.fail(opened.failure)
      return
    }
    await scratchpad.open(opened.value, saved.id)
    notices.speak('The saved token is shown')
  }

  /** `what`: what the message about it calls it. Damaged files are forgotten by their id too. */
  async forget(id: string, what: string): Promise<void> {
    const { api, notices } = this.#session
    const forgotten = await api.forgetSavedToken({ id })
    if (!forgotten.ok) {
      notices.fail(forgotten.failure)
      return
    }
    notices.say(`${what} forgotten`, {
      label: 'Undo',
      run: () =>
        void api.undoForgetSavedToken({ id }).then((back) => {
          if (!back.ok) notices.fail(back.failure)
        }),
    })
  }

  async #load(): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    const list = await this.#session.api.savedTokens(null)
    if (turn === this.#turn) this.list = list
  }

  /** Locked: names are sealed again. What is known in clear comes with the next list. */
  #drop() {
    this.#turn += 1
    this.list = null
  }
}
