import type { Failure } from './result.ts'

/** How the vault key is kept: what protects the secrets now. */
export type Protection = 'operating-system' | 'passphrase' | 'memory'

export type VaultStatus =
  | { state: 'open'; protection: Protection; detail: string }
  | { state: 'locked'; protection: Protection; detail: string }
  /** The key exists but cannot be opened now: the keyring is missing, or its file is damaged. */
  | { state: 'unavailable'; protection: Protection; failure: Failure }

/** A sealed record that may be open. `enter-again`: it exists but does not open. */
export type Openable<Open> =
  ({ state: 'ready' } & Open) | { state: 'locked' } | { state: 'enter-again'; failure: Failure }

/** The names of a provider's secret fields that have a value. */
export type SecretsState = Openable<{ present: string[] }>

/** A file that cannot be read. It stays on disk until it is removed. */
export interface DamagedFile {
  /** Removes it, and brings it back, like any other provider or saved token. */
  id: string
  file: string
  failure: Failure
}
