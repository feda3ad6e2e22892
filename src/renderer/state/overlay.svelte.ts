/** Which dialog lies over the window: several places open the same one. */
export class Overlay {
  shown = $state.raw<'palette' | 'help' | 'vault' | null>(null)

  open(dialog: 'palette' | 'help' | 'vault'): void {
    this.shown = dialog
  }

  close(): void {
    this.shown = null
  }
}
