import type { Failure } from '../../shared/result.ts'
import type { SavedToken } from '../../shared/saved-token.ts'
import { nameOf, type SavedTokens } from './saved-tokens.svelte.ts'
import type { Pasted } from './scratchpad.svelte.ts'
import type { Session } from './session.ts'

/** How far a pasted token is from being saved as it is named now. */
export type SavingStage = 'locked' | 'not-saved' | 'not-written' | 'renamed' | 'saved'

/** Whether one pasted token is saved, and the way there. */
export class Saving {
  /** Why the last try did not work. */
  failure = $state.raw<Failure | null>(null)
  busy = $state(false)

  readonly #session: Session
  readonly #given: () => { pasted: Pasted; saved: SavedTokens }

  constructor(session: Session, given: () => { pasted: Pasted; saved: SavedTokens }) {
    this.#session = session
    this.#given = given
  }

  /** The name that it is saved under; null where it is not. */
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

  /** Without a keyring and without a passphrase: what is saved goes when the app quits. */
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
      // Nobody sees it there once another token is shown.
      if (scratchpad.selectedId !== pasted.id) notices.fail(failure)
      return
    }
    notices.speak(
      this.inMemory
        ? 'Saved in memory only, and gone when you quit'
        : 'Saved encrypted on this machine',
    )
  }

  get #known(): SavedToken | undefined {
    const { pasted, saved } = this.#given()
    return saved.savedAs(pasted)
  }
}
