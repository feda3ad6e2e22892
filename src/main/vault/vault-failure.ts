import type { VaultStatus } from '../../shared/ipc.ts'
import type { Failure } from '../../shared/result.ts'

/** The vault's own refusals, as they are shown. */

/** For an action that needs the key while there is none. */
export function lockedFailure(status: VaultStatus): Failure {
  if (status.state === 'unavailable') {
    const { title, detail, nextStep } = status.failure
    return { kind: 'locked', title, ...(detail === undefined ? {} : { detail }), nextStep }
  }
  return { kind: 'locked', title: 'The vault is locked', nextStep: 'Unlock the vault.' }
}

export const notWhileOpen: Failure = {
  kind: 'invalid-input',
  title: 'The vault is open',
  detail: 'Its key works, so there is no reason to set it aside.',
  code: 'vault-open',
  nextStep: 'Replace the vault key instead.',
}

export const invalidId: Failure = {
  kind: 'invalid-input',
  title: 'That is no provider',
  detail: 'The id of a provider is a UUID in lower case.',
  code: 'invalid-id',
  nextStep: 'Choose a provider from the list.',
}

export const noSuchProvider: Failure = {
  kind: 'not-found',
  title: 'There is no such provider',
  nextStep: 'Choose a provider from the list.',
}

export const alreadyThere: Failure = {
  kind: 'invalid-input',
  title: 'There is such a provider already',
  code: 'already-there',
  nextStep: 'Edit the one in the list.',
}

/** The secrets lived in memory only, and went with it: the design, not damage. */
export const goneWithMemory: Failure = {
  kind: 'storage',
  title: 'The secrets of this provider are gone',
  detail: 'They were kept in memory only, until Touchstone quit or the vault was locked.',
  code: 'record-memory-only',
  nextStep: 'Enter the secrets again.',
}

/** A token set that belongs to another place than the provider has now. */
export const movedMeanwhile: Failure = {
  kind: 'invalid-input',
  title: 'The provider was changed during the call',
  detail: 'Its environment or base URL is another now, so these tokens are not its own.',
  code: 'provider-moved',
  nextStep: 'Obtain new tokens.',
}

/** What arrived is in memory only, sealed, until it can be written. */
export const notSaved = ({ detail, code }: Failure): Failure => ({
  kind: 'not-saved',
  title: 'The new tokens are in memory only',
  ...(detail === undefined ? {} : { detail }),
  ...(code === undefined ? {} : { code }),
  nextStep: 'Once the disk takes files again, choose "Save again".',
})

/** Some of several provider files could not be written; `first` says why. */
export const someNotWritten = (title: string, count: number, first: Failure): Failure => ({
  ...first,
  title,
  detail: `${count === 1 ? 'One provider' : `${count} providers`}: ${first.detail ?? first.title}`,
})
