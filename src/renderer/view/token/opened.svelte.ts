/** Which lines of a list are expanded, by their keys. */
export class Opened {
  #keys = $state.raw<readonly string[]>([])

  has(key: string): boolean {
    return this.#keys.includes(key)
  }

  toggle(key: string): void {
    this.#keys = this.has(key) ? this.#keys.filter((each) => each !== key) : [...this.#keys, key]
  }
}
