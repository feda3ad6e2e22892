import type { Slot } from '../../inspector/index.ts'

/** What the main area shows. */
export type Place =
  | { view: 'provider' }
  | { view: 'add' }
  /** `field`: the field to focus. */
  | { view: 'edit'; id: string; field?: string }
  | { view: 'paste' }
  /** `first`: a token by its name in `comparableTokens`. */
  | { view: 'compare'; first?: string }
  | { view: 'export' }
  /** `file`: one that was dropped on the window. */
  | { view: 'import'; file?: File }
  | { view: 'activity' }
  | { view: 'settings' }
  | { view: 'damaged' }

type Dialog = 'palette' | 'help' | 'vault'

/** Names of views and dialogs for buttons, commands and headings. */
export const titles = {
  add: 'Add provider',
  paste: 'Paste a token',
  compare: 'Compare tokens',
  export: 'Export providers',
  import: 'Import providers',
  activity: 'Activity',
  settings: 'Settings',
  palette: 'Command palette',
  help: 'Keyboard shortcuts',
  vault: 'Secret storage',
} satisfies Partial<Record<Place['view'], string>> & Record<Dialog, string>

/** The current view and selection. Leaving a form with unsaved changes asks first. */
export class Navigation {
  place = $state.raw<Place>({ view: 'provider' })
  /** The provider that was chosen last. It may be gone by now: see `Session.selected`. */
  chosenId = $state.raw<string | null>(null)
  /** The open dialog. */
  dialog = $state.raw<Dialog | null>(null)
  /** The selected tab, kept when another provider is selected. */
  slot = $state.raw<Slot>('access')
  /** Continues once the user agrees to discard the changes. */
  pending = $state.raw<(() => void) | null>(null)
  /** Set by a form while it has unsaved changes. */
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
