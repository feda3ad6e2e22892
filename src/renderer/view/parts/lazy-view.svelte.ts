import type { Component } from 'svelte'

/** A component in a chunk of its own that is not loaded at start. `Lazy` renders it. */
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
