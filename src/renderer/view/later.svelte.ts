import type { Component } from 'svelte'

/**
 * A component in a file of its own, which a start does without. `component` is null until it is
 * loaded; whoever shows it then sees it appear.
 */
class Later<Props extends Record<string, unknown>> {
  component = $state.raw<Component<Props> | null>(null)
  readonly #load: () => Promise<{ default: Component<Props> }>

  constructor(load: () => Promise<{ default: Component<Props> }>) {
    this.#load = load
  }

  async load(): Promise<void> {
    this.component ??= (await this.#load()).default
  }
}

export const later = {
  provider: new Later(() => import('./provider/ProviderView.svelte')),
  paste: new Later(() => import('./paste/PasteView.svelte')),
  compare: new Later(() => import('./compare/CompareView.svelte')),
  activity: new Later(() => import('./activity/ActivityView.svelte')),
  settings: new Later(() => import('./settings/SettingsView.svelte')),
  form: new Later(() => import('./form/ProviderForm.svelte')),
  damaged: new Later(() => import('./shell/DamagedFiles.svelte')),
  help: new Later(() => import('./shell/ShortcutHelp.svelte')),
  vault: new Later(() => import('./vault/VaultPanel.svelte')),
  keyForm: new Later(() => import('./verify/KeyForm.svelte')),
  checkResult: new Later(() => import('./verify/CheckResult.svelte')),
}

/** Loads all of them: once the window has nothing else to do, or when one is asked for sooner. */
export async function loadTheRest(): Promise<void> {
  await Promise.all(Object.values(later).map((each) => each.load()))
}
