import { createContext } from 'svelte'
import type { Api, CopyFormat, ProviderSummary } from '../../shared/ipc.ts'
import type { PreferencesChange } from '../../shared/preferences.ts'
import type { Result } from '../../shared/result.ts'
import type { ProviderKeySource } from '../../shared/verification-request.ts'
import type { Slot } from '../../inspector/index.ts'
import { slotNames } from './advice.ts'
import { Clock } from './clock.svelte.ts'
import { EarlierTokens } from './earlier-tokens.svelte.ts'
import { Intake } from './intake.ts'
import { Inspections } from './inspections.svelte.ts'
import { isDialogOpen } from './open-dialog.ts'
import { Listing } from './listing.svelte.ts'
import { Navigation } from './navigation.svelte.ts'
import { Notices } from './notices.svelte.ts'
import { Reading } from './reading.svelte.ts'
import { ScrollMemory } from './scroll-memory.ts'
import { Scratchpad } from './scratchpad.svelte.ts'
import { Revelation } from './revelation.svelte.ts'
import { Workspace } from './workspace.svelte.ts'

/** Names of what is copied, for messages. */
const formatNames: Record<Exclude<CopyFormat, 'token'>, string> = {
  'authorization-header': 'Authorization header',
  curl: 'curl command',
  environment: 'Environment variable',
  'claims-json': 'Claims',
}

/** The state of the window, and the actions of its buttons. */
export class Session {
  readonly clock = new Clock()
  readonly navigation = new Navigation()
  readonly notices = new Notices(this.clock)
  readonly reading = new Reading()
  readonly scratchpad = new Scratchpad()
  readonly scrolled = new ScrollMemory()
  readonly intake = new Intake(this)
  readonly workspace: Workspace
  readonly listing: Listing
  readonly inspections: Inspections
  readonly earlier: EarlierTokens
  readonly revelation: Revelation
  readonly api: Api
  #copyNotice: number | null = null

  constructor(api: Api) {
    this.api = api
    this.workspace = new Workspace(api)
    this.listing = new Listing(this.workspace, this.clock)
    this.inspections = new Inspections(api)
    this.earlier = new EarlierTokens(api)
    this.revelation = new Revelation(api, this.clock)
  }

  /** Starts the clock and listens for events; the returned function stops both. */
  start(): () => void {
    const stops = [
      this.clock.start(),
      this.api.on('providerChanged', () => this.clock.refresh()),
      this.api.on('providerRemoved', ({ id }) => this.#forget(id)),
      this.api.on('snapshotChanged', () => this.#dropSecrets()),
      this.api.on('vaultChanged', ({ state }) => {
        if (state === 'open') return
        this.#dropSecrets()
        this.scratchpad.clear()
      }),
      this.api.on('navigate', ({ to }) => {
        if (!isDialogOpen()) this.navigation.go({ view: to === 'add-provider' ? 'add' : to })
      }),
      this.workspace.start(),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }

  /** Decides which modifier keys shortcuts use, and how they are written. */
  get isMac(): boolean {
    return this.workspace.app?.platform === 'darwin'
  }

  /** The selected provider: the one chosen last, or the first in the list if that is gone. */
  get selected(): ProviderSummary | undefined {
    const { chosenId } = this.navigation
    const { providers } = this.workspace
    return providers.find(({ provider }) => provider.id === chosenId) ?? providers[0]
  }

  /** Names what the main area shows, for what is remembered of it. */
  get placeKey(): string {
    const { place, slot } = this.navigation
    if (place.view === 'provider') return `provider ${this.selected?.provider.id} ${slot}`
    if (place.view === 'paste') return `paste ${this.scratchpad.selectedId}`
    return place.view === 'edit' ? `edit ${place.id}` : place.view
  }

  async run(id: string, operation: string): Promise<void> {
    void this.earlier.remember(id, this.workspace.provider(id)?.tokens ?? [])
    // The outcome arrives with the provider. Only a failure to run at all is told here.
    this.notices.tell(await this.api.runOperation({ id, operation }))
  }

  async cancel(id: string): Promise<void> {
    const cancelled = await this.api.cancelRun({ id })
    if (!this.notices.tell(cancelled)) return
    if (cancelled.value === 'released') {
      this.notices.say('Stopped waiting. A late response will still be saved.')
    }
  }

  async copyToken(id: string, slot: Slot, format: CopyFormat): Promise<void> {
    const what = format === 'token' ? slotNames[slot] : formatNames[format]
    this.#copied(what, await this.api.copyToken({ id, slot, format }))
  }

  async copyRequest(id: string, withSecrets: boolean): Promise<void> {
    this.#copied('Request', await this.api.copyRequest({ id, withSecrets }))
  }

  /**
   * @param what for the message: `Access token`
   * @param secret clears the clipboard after a while
   */
  async copyText(text: string, what: string, { secret }: { secret: boolean }): Promise<void> {
    this.#copied(what, await this.api.copyText({ text, secret }))
  }

  async reveal(id: string, slot: Slot): Promise<void> {
    const seconds = this.workspace.preferences?.revealSeconds ?? 30
    this.notices.tell(await this.revelation.reveal(id, slot, seconds))
  }

  async saveAgain(id: string): Promise<void> {
    if (this.notices.tell(await this.api.saveAgain({ id }))) this.notices.say('Tokens saved')
  }

  async dismissInterrupted(id: string): Promise<void> {
    this.notices.tell(await this.api.dismissInterrupted({ id }))
  }

  async openDocumentation(template: string): Promise<void> {
    this.notices.tell(await this.api.openDocumentation({ template }))
  }

  async openReference(reference: string): Promise<void> {
    this.notices.tell(await this.api.openReference({ reference }))
  }

  async mute(id: string, finding: string, muted: boolean): Promise<void> {
    this.notices.tell(await this.api.muteFinding({ id, finding, muted }))
  }

  /** Mutes a finding in every token, or no longer. */
  async muteEverywhere(finding: string, muted: boolean): Promise<void> {
    const before = this.workspace.preferences?.mutedFindings ?? []
    const others = before.filter((each) => each !== finding)
    await this.setPreferences({ mutedFindings: muted ? [...others, finding] : others })
  }

  /** Sets the keys that each new token of a provider is verified with. */
  async setKeySource(id: string, keySource: ProviderKeySource | null): Promise<void> {
    const set = await this.api.setKeySource({ id, keySource })
    if (this.notices.tell(set)) this.workspace.put(set.value)
  }

  async setPreferences(change: PreferencesChange): Promise<void> {
    const changed = await this.api.setPreferences(change)
    if (this.notices.tell(changed)) this.workspace.preferences = changed.value
  }

  async duplicate(id: string): Promise<void> {
    const copy = await this.api.duplicateProvider({ id })
    if (!this.notices.tell(copy)) return
    this.workspace.put(copy.value, this.#indexOf(id) + 1)
    this.navigation.select(copy.value.provider.id)
    const ids = this.workspace.providers.map(({ provider }) => provider.id)
    this.notices.tell(await this.api.orderProviders({ ids }))
  }

  /** Removes a provider or a damaged file. `name` is for the message. */
  async remove(id: string, name: string): Promise<void> {
    const index = this.#indexOf(id)
    if (!this.notices.tell(await this.api.removeProvider({ id }))) return
    this.workspace.drop(id)
    this.#forget(id)
    const neighbour = this.workspace.providers[index] ?? this.workspace.providers[index - 1]
    if (index !== -1) this.navigation.select(neighbour?.provider.id ?? null)
    this.notices.say(`${name} deleted`, {
      label: 'Undo',
      run: () => void this.#undoRemove(id, index),
    })
  }

  /** Moves a provider to the position of another one. */
  async move(id: string, toPlaceOf: string): Promise<void> {
    const ids = this.workspace.providers.map((each) => each.provider.id)
    const from = ids.indexOf(id)
    const to = ids.indexOf(toPlaceOf)
    if (from === -1 || to === -1 || from === to) return
    const ordered = ids.toSpliced(from, 1).toSpliced(to, 0, id)
    this.workspace.order(ordered)
    if (!this.notices.tell(await this.api.orderProviders({ ids: ordered })))
      this.workspace.order(ids)
  }

  async #undoRemove(id: string, index: number): Promise<void> {
    const restored = await this.api.undoRemoveProvider({ id })
    if (!this.notices.tell(restored)) return
    this.workspace.put(restored.value, index === -1 ? undefined : index)
    this.navigation.select(id)
  }

  /** The clipboard holds one text: its message takes the place of that of an earlier one. */
  #copied(what: string, copied: Result<{ clearsAfterSeconds: number | null }>) {
    if (!this.notices.tell(copied)) return
    const { clearsAfterSeconds } = copied.value
    const clearing =
      clearsAfterSeconds === null ? '' : `. Clipboard clears in ${clearsAfterSeconds} s`
    if (this.#copyNotice !== null) this.notices.dismiss(this.#copyNotice)
    this.#copyNotice = this.notices.say(`${what} copied${clearing}`)
  }

  #indexOf(id: string): number {
    return this.workspace.providers.findIndex((each) => each.provider.id === id)
  }

  #forget(id: string) {
    this.inspections.forget(id)
    this.earlier.forget(id)
  }

  #dropSecrets() {
    this.inspections.forgetAll()
    this.earlier.forgetAll()
    this.revelation.hide()
  }
}

export const [useSession, provideSession] = createContext<Session>()
