import type { FoundToken, Inspection } from '../../inspector/index.ts'
import type { SavedTokenContent } from '../../shared/saved-token.ts'
import type { Verification } from '../../shared/verification.ts'
import type * as inspectPasted from './inspect-pasted.ts'

/** A pasted token. In memory until it is removed, the secrets are locked or the app quits. */
export interface Pasted {
  id: number
  name: string
  /** Its id as a saved token; null if it is not saved. */
  savedId: string | null
  token: FoundToken
  /** For an ID token: the access token that was pasted with it. */
  beside: string | undefined
  inspection: Inspection
  /** The last verification, unless its key has been changed since. */
  verified: Verification | null
}

type Inspector = typeof inspectPasted
let loading: Promise<Inspector> | undefined

/** Loads the inspector once, before the first paste needs it. */
const inspector = (): Promise<Inspector> => (loading ??= import('./inspect-pasted.ts'))

/** Names in pasted text may be longer. Main saves names of up to 200 characters. */
const mostCharacters = 190

/** The pasted tokens. Nothing is sent, and nothing is stored until the user saves it. */
export class Scratchpad {
  tokens = $state.raw<readonly Pasted[]>([])
  selectedId = $state.raw<number | null>(null)
  #lastId = 0
  /** Incremented by each `clear`. Tokens of an earlier turn are not added. */
  #turn = 0

  get selected(): Pasted | undefined {
    return this.tokens.find(({ id }) => id === this.selectedId)
  }

  warmUp(): void {
    void inspector()
  }

  /** Adds every token in a text and selects the first. Returns how many it found. */
  async paste(text: string): Promise<number> {
    const turn = this.#turn
    const tools = await inspector()
    const found = tools.findTokens(text, { steps: 0 })
    if (turn === this.#turn) await this.#add(found, tools)
    return found.length
  }

  /** Adds a saved token and selects it. */
  async open({ name, text, foundIn, slot }: SavedTokenContent, savedId: string): Promise<void> {
    const turn = this.#turn
    const tools = await inspector()
    const token = { text, foundIn, stripped: [], name: null, slot }
    if (turn === this.#turn) await this.#add([token], tools, { name, savedId })
  }

  async #add(
    found: readonly FoundToken[],
    { accessTokenBeside, inspectDigests, inspectFound }: Inspector,
    saved?: Pick<Pasted, 'name' | 'savedId'>,
  ): Promise<void> {
    const added = found.map((token): Pasted => {
      this.#lastId += 1
      const inspection = inspectFound(token, Date.now())
      // A token that is pasted again keeps its name.
      const { name, savedId } = saved ??
        this.tokens.find((each) => each.token.text === token.text) ?? {
          name: this.#nameFor(token, inspection),
          savedId: null,
        }
      const beside = accessTokenBeside(token, found)
      return { id: this.#lastId, name, savedId, token, beside, inspection, verified: null }
    })
    const [first] = added
    if (!first) return
    // A token that is pasted again replaces its entry.
    const texts = added.map(({ token }) => token.text)
    this.tokens = [...this.tokens.filter(({ token }) => !texts.includes(token.text)), ...added]
    this.selectedId = first.id
    for (const { id, token, beside, inspection } of added) {
      const complete = await inspectDigests(token, inspection, Date.now(), beside)
      if (complete !== inspection) this.#replace(id, { inspection: complete })
    }
  }

  /** Inspects a token again, since its state has changed with time. */
  async judgeAgain(id: number): Promise<void> {
    const { inspectDigests, inspectFound } = await inspector()
    const found = this.tokens.find((each) => each.id === id)
    if (!found) return
    const { token, beside } = found
    const inspection = inspectFound(token, Date.now())
    const complete = await inspectDigests(token, inspection, Date.now(), beside)
    this.#replace(id, { inspection: complete })
  }

  rename(id: number, name: string): void {
    this.#replace(id, { name })
  }

  setVerified(id: number, verified: Verification | null): void {
    this.#replace(id, { verified })
  }

  /**
   * Records that a token is saved under a name. It may have been renamed or pasted again since it
   * was sent.
   */
  markSaved(sent: Pasted, savedId: string, name: string): void {
    this.tokens = this.tokens.map((each) => {
      if (each.token.text !== sent.token.text) return each
      return { ...each, savedId, name: each.name === sent.name ? name : each.name }
    })
  }

  remove(id: number): void {
    const at = this.tokens.findIndex((each) => each.id === id)
    this.tokens = this.tokens.filter((each) => each.id !== id)
    this.selectedId = (this.tokens[at] ?? this.tokens[at - 1])?.id ?? null
  }

  clear(): void {
    this.#turn += 1
    this.tokens = []
    this.selectedId = null
  }

  #replace(id: number, change: Partial<Pasted>) {
    this.tokens = this.tokens.map((each) => (each.id === id ? { ...each, ...change } : each))
  }

  #nameFor({ name }: FoundToken, { label }: Inspection): string {
    const wanted = (name ?? '').trim().slice(0, mostCharacters) || label
    const alike = this.tokens.filter((each) => each.name.startsWith(wanted)).length
    return alike === 0 ? wanted : `${wanted} ${alike + 1}`
  }
}
