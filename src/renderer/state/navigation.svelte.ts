import type { Slot } from '../../inspector/index.ts'

/** What the large part of the window shows. */
export type Place =
  | { view: 'provider' }
  | { view: 'add' }
  /** `field`: the one to look at first. */
  | { view: 'edit'; id: string; field?: string }
  | { view: 'paste' }
  /** `first`: the token to begin with, as `comparableTokens` names it. */
  | { view: 'compare'; first?: string }
  | { view: 'activity' }
  | { view: 'settings' }
  | { view: 'damaged' }

type Dialog = 'palette' | 'help' | 'vault'

/** What places and dialogs are called: in buttons, in the palette, as their headings. */
export const titles = {
  add: 'Add provider',
  paste: 'Paste a token',
  compare: 'Compare tokens',
  activity: 'Activity',
  settings: 'Settings',
  palette: 'Command palette',
  help: 'Keyboard shortcuts',
  vault: 'Protection of your secrets',
} satisfies Partial<Record<Place['view'], string>> & Record<Dialog, string>

/** Where the user is. Leaving a form with changes in it asks first. */
export class Navigation {
  place = $state.raw<Place>({ view: 'provider' })
  /** The provider chosen last. It may be gone by now: see `Session.selected`. */
  chosenId = $state.raw<string | null>(null)
  /** Which dialog lies over the window. */
  dialog = $state.raw<Dialog | null>(null)
  /** Which token is looked at: stays from one provider to the next. */
  slot = $state.raw<Slot>('access')
  /** Where to, once the user agrees to drop what was typed. */
  pending = $state.raw<(() => void) | null>(null)
  /** Set by a form while it holds something that is not saved. */
  unsaved = $state.raw(false)

  go(place: Place): void {
    this.#leave(() => {
      this.place = place
    })
  }

  select(id: string | null): void {
    this.#leave(() => {
      this.chosenId = id
      this.place = { view: 'provider' }
    })
  }

  discard(): void {
    const go = this.pending
    this.pending = null
    this.unsaved = false
    go?.()
  }

  stay(): void {
    this.pending = null
  }

  #leave(go: () => void) {
    if (this.unsaved) this.pending = go
    else go()
  }
}
