/** How long content may take to arrive before its place in it is given up. */
const patienceMs = 2000

/** Where each container of each place was scrolled to, until the window closes. */
export class ScrollMemory {
  readonly #tops = new Map<string, number>()

  /** Attached to a container that scrolls: it returns to where its key was left, else to the top. */
  at(key: string): (node: HTMLElement) => () => void {
    return (node) => {
      const wanted = this.#tops.get(key) ?? 0
      node.scrollTop = wanted
      let waiting = node.scrollTop < wanted
      // Content may follow, and only then the container is long enough.
      const observer = new MutationObserver(() => {
        if (!waiting) return
        node.scrollTop = wanted
        if (node.scrollTop >= wanted) giveUp()
      })
      if (waiting) observer.observe(node, { childList: true, subtree: true })
      const timer = setTimeout(() => giveUp(), patienceMs)
      const giveUp = () => {
        waiting = false
        observer.disconnect()
      }
      const onScroll = () => {
        if (!waiting) this.#tops.set(key, node.scrollTop)
      }
      node.addEventListener('scroll', onScroll)
      // The user scrolls: nothing is restored under their hands.
      node.addEventListener('wheel', giveUp, { passive: true })
      node.addEventListener('pointerdown', giveUp)
      return () => {
        clearTimeout(timer)
        giveUp()
        node.removeEventListener('scroll', onScroll)
        node.removeEventListener('wheel', giveUp)
        node.removeEventListener('pointerdown', giveUp)
      }
    }
  }
}
