/** How tokens are shown, the same for all of them until the window closes. */
export class Reading {
  /** JSON instead of tables. */
  raw = $state.raw(false)
}
