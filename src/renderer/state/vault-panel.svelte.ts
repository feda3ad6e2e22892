/** Whether the panel about the protection of the secrets is open: several places open it. */
export class VaultPanel {
  shown = $state.raw(false)

  open(): void {
    this.shown = true
  }

  close(): void {
    this.shown = false
  }
}
