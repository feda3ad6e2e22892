import type { Inspection } from '../../shared/jwt/inspection.ts'
import type { FoundToken } from '../../shared/jwt/paste/found-token.ts'

/** A token that was pasted: in memory only, until it is removed, the secrets are locked or the app quits. */
export interface Pasted {
  id: number
  name: string
  token: FoundToken
  inspection: Inspection
}

/** Loads the inspector once; by the time somebody pastes, it is there. */
const inspector = () => import('./inspect-pasted.ts')

/** Any number of pasted tokens. Nothing here is ever sent or stored. */
export class Scratchpad {
  tokens = $state.raw<readonly Pasted[]>([])
  selectedId = $state.raw<number | null>(null)
  #lastId = 0

  get selected(): Pasted | undefined {
    return this.tokens.find(({ id }) => id === this.selectedId)
  }

  warmUp(): void {
    void inspector()
  }

  /** Adds every token in a text and shows the first. Gives how many there were. */
  async paste(text: string): Promise<number> {
    const { findTokens, inspectDigests, inspectFound } = await inspector()
    const added = findTokens(text, { steps: 0 }).map((token): Pasted => {
      this.#lastId += 1
      const inspection = inspectFound(token, Date.now())
      return { id: this.#lastId, name: this.#nameFor(token, inspection), token, inspection }
    })
    const [first] = added
    if (!first) return 0
    // The same token again is the same entry, looked at anew.
    const texts = added.map(({ token }) => token.text)
    this.tokens = [...this.tokens.filter(({ token }) => !texts.includes(token.text)), ...added]
    this.selectedId = first.id
    for (const { id, token, inspection } of added) {
      const complete = await inspectDigests(token, inspection, Date.now())
      if (complete !== inspection) this.#replace(id, { inspection: complete })
    }
    return added.length
  }

  /** Judges a token again: its state has changed with time. */
  async judgeAgain(id: number): Promise<void> {
    const { inspectDigests, inspectFound } = await inspector()
    const found = this.tokens.find((each) => each.id === id)
    if (!found) return
    const inspection = inspectFound(found.token, Date.now())
    this.#replace(id, { inspection: await inspectDigests(found.token, inspection, Date.now()) })
  }

  rename(id: number, name: string): void {
    this.#replace(id, { name })
  }

  remove(id: number): void {
    const at = this.tokens.findIndex((each) => each.id === id)
    this.tokens = this.tokens.filter((each) => each.id !== id)
    this.selectedId = (this.tokens[at] ?? this.tokens[at - 1])?.id ?? null
  }

  clear(): void {
    this.tokens = []
    this.selectedId = null
  }

  #replace(id: number, change: Partial<Pasted>) {
    this.tokens = this.tokens.map((each) => (each.id === id ? { ...each, ...change } : each))
  }

  #nameFor({ name }: FoundToken, { label }: Inspection): string {
    const wanted = name ?? label
    const alike = this.tokens.filter((each) => each.name.startsWith(wanted)).length
    return alike === 0 ? wanted : `${wanted} ${alike + 1}`
  }
}
