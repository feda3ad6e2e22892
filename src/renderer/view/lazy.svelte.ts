import type { Component } from 'svelte'

/** A component in a file of its own, which the start of the window does without. `Lazy` shows it. */
export class LazyView<Props extends Record<string, unknown>> {
  /** null until it is loaded. */
  component = $state.raw<Component<Props> | null>(null)
  readonly #import: () => Promise<{ default: Component<Props> }>

  constructor(importComponent: () => Promise<{ default: Component<Props> }>) {
    this.#import = importComponent
  }

  async load(): Promise<void> {
    this.component ??= (await this.#import()).default
  }
}

export const views = {
  provider: new LazyView(() => import('./provider/ProviderView.svelte')),
  paste: new LazyView(() => import('./paste/PasteView.svelte')),
  compare: new LazyView(() => import('./compare/CompareView.svelte')),
  activity: new LazyView(() => import('./activity/ActivityView.svelte')),
  settings: new LazyView(() => import('./settings/SettingsView.svelte')),
  form: new LazyView(() => import('./form/ProviderForm.svelte')),
  damaged: new LazyView(() => import('./shell/DamagedFiles.svelte')),
  help: new LazyView(() => import('./shell/ShortcutHelp.svelte')),
  vault: new LazyView(() => import('./vault/VaultPanel.svelte')),
  keyForm: new LazyView(() => import('./verify/KeyForm.svelte')),
  checkResult: new LazyView(() => import('./verify/CheckResult.svelte')),
}

/** Loads them ahead, so that nothing is waited for when one is shown. */
export async function loadViews(): Promise<void> {
  await Promise.all(Object.values(views).map((view) => view.load()))
}
