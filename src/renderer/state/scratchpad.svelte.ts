import type { FoundToken, Inspection } from '../../inspector/index.ts'
import type { SavedTokenContent } from '../../shared/saved-token.ts'
import type * as inspectPasted from './inspect-pasted.ts'

/** A token that was pasted: in memory only, until it is removed, the secrets are locked or the app quits. */
export interface Pasted {
  id: number
  name: string
  /** Under which id it was saved, where somebody asked for that. */
  savedId: string | null
  token: FoundToken
  /** The access token that was pasted with an ID token. */
  beside: string | undefined
  inspection: Inspection
}

type Inspector = typeof inspectPasted
let loading: Promise<Inspector> | undefined

/** Loads the inspector once; by the time somebody pastes, it is there. */
const inspector = (): Promise<Inspector> => (loading ??= import('./inspect-pasted.ts'))

/** What a text calls a token may be of any length; a name that is saved has 200 characters at most. */
const mostCharacters = 190

/** Any number of pasted tokens. Nothing here is sent, and nothing stored unless it is saved. */
export class Scratchpad {
  tokens = $state.raw<readonly Pasted[]>([])
  selectedId = $state.raw<number | null>(null)
  #lastId = 0
  /** Grows with each clearing, so that what was under way then does not come back. */
  #turn = 0

  get selected(): Pasted | undefined {
    return this.tokens.find(({ id }) => id === this.selectedId)
  }

  warmUp(): void {
    void inspector()
  }

  /** Adds every token in a text and shows the first. Gives how many there were. */
  async paste(text: string): Promise<number> {
    const turn = this.#turn
    const tools = await inspector()
    const found = tools.findTokens(text, { steps: 0 })
    if (turn === this.#turn) await this.#add(found, tools)
    return found.length
  }

  /** Adds a token that was saved, and shows it. */
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
      // The same token keeps its name when it is pasted again.
      const { name, savedId } = saved ??
        this.tokens.find((each) => each.token.text === token.text) ?? {
          name: this.#nameFor(token, inspection),
          savedId: null,
        }
      const beside = accessTokenBeside(token, found)
      return { id: this.#lastId, name, savedId, token, beside, inspection }
    })
    const [first] = added
    if (!first) return
    // The same token again is the same entry, looked at anew.
    const texts = added.map(({ token }) => token.text)
    this.tokens = [...this.tokens.filter(({ token }) => !texts.includes(token.text)), ...added]
    this.selectedId = first.id
    for (const { id, token, beside, inspection } of added) {
      const complete = await inspectDigests(token, inspection, Date.now(), beside)
      if (complete !== inspection) this.#replace(id, { inspection: complete })
    }
  }

  /** Judges a token again: its state has changed with time. */
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

  /**
   * What was sent to be saved is saved under a name. Meanwhile it may have been renamed, or pasted
   * again.
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
