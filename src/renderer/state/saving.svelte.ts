import type { Failure } from '../../shared/result.ts'
import type { SavedToken } from '../../shared/saved-token.ts'
import { nameOf, type SavedTokens } from './saved-tokens.svelte.ts'
import type { Pasted } from './scratchpad.svelte.ts'
import type { Session } from './session.ts'

/** Whether a pasted token is saved, under its current name. */
export type SavingStage = 'locked' | 'not-saved' | 'not-written' | 'renamed' | 'saved'

/** Saves one pasted token, and says whether it is saved. */
export class Saving {
  /** Why the last attempt failed. */
  failure = $state.raw<Failure | null>(null)
  busy = $state(false)

  readonly #session: Session
  readonly #given: () => { pasted: Pasted; saved: SavedTokens }

  constructor(session: Session, given: () => { pasted: Pasted; saved: SavedTokens }) {
    this.#session = session
    this.#given = given
  }

  /** The name under which it is saved; null if it is not. */
  get savedName(): string | null {
    const known = this.#known
    return known ? nameOf(known) : null
  }

  get stage(): SavingStage {
    if (this.#session.workspace.vault?.state !== 'open') return 'locked'
    const known = this.#known
    if (!known) return 'not-saved'
    if (known.unsaved) return 'not-written'
    return nameOf(known) === this.#given().pasted.name ? 'saved' : 'renamed'
  }

  /** Without keyring and passphrase, saved tokens are lost on quit. */
  get inMemory(): boolean {
    return this.#session.workspace.vault?.protection === 'memory'
  }

  async save(): Promise<void> {
    if (this.busy || this.stage === 'saved') return
    if (this.stage === 'locked') {
      this.#session.navigation.dialog = 'vault'
      return
    }
    this.busy = true
    const { pasted, saved } = this.#given()
    const failure = await saved.save(pasted)
    this.failure = failure
    this.busy = false
    const { notices, scratchpad } = this.#session
    if (failure) {
      // The failure beside this token is out of sight if another one is shown.
      if (scratchpad.selectedId !== pasted.id) notices.fail(failure)
      return
    }
    notices.speak(
      this.inMemory ? 'Saved in memory only (lost on quit)' : 'Saved encrypted on this machine',
    )
  }

  get #known(): SavedToken | undefined {
    const { pasted, saved } = this.#given()
    return saved.savedAs(pasted)
  }
}
