import type { VaultStatus } from '../../shared/vault.ts'
import type { Failure } from '../../shared/result.ts'
import type { Unopened } from './secret-record.ts'

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

/** How the failures of one kind of file call what is in it. */
export interface FileWords {
  /** One of them, as a noun; with an s, several. */
  one: string
  /** What a record is bound to. */
  place: string
  /** Titles: the record does not open, it went with the memory, or is in it alone. */
  unreadable: string
  gone: string
  unsaved: string
  /** What helps where the record cannot be had any more. */
  again: string
}

export const invalidId = ({ one }: FileWords): Failure => ({
  kind: 'invalid-input',
  title: `That is no ${one}`,
  detail: `The id of a ${one} is a UUID in lower case.`,
  code: 'invalid-id',
  nextStep: `Choose a ${one} from the list.`,
})

export const notThere = ({ one }: FileWords): Failure => ({
  kind: 'not-found',
  title: `There is no such ${one}`,
  nextStep: `Choose a ${one} from the list.`,
})

export const alreadyThere = ({ one }: FileWords): Failure => ({
  kind: 'invalid-input',
  title: `There is such a ${one} already`,
  code: 'already-there',
  nextStep: 'Use the one in the list.',
})

/** The secrets lived in memory only, and went with it: the design, not damage. */
export const goneWithMemory = ({ gone, again }: FileWords): Failure => ({
  kind: 'storage',
  title: gone,
  detail: 'Secrets were kept in memory only, until Touchstone quit or the vault was locked.',
  code: 'record-memory-only',
  nextStep: again,
})

/** A record that does not open, and stays where it is. */
export function unreadableRecord(why: Unopened, { unreadable, place, again }: FileWords): Failure {
  const reasons: Record<Unopened, string> = {
    'record-altered': 'The stored record is cut off or has been altered.',
    'record-unknown-key': 'The stored record was sealed with another vault key.',
    'record-moved': `The stored record belongs to another ${place}.`,
  }
  return {
    kind: 'storage',
    title: unreadable,
    detail: `${reasons[why]} It is kept as it is.`,
    code: why,
    nextStep: again,
  }
}

/** A token set that belongs to another place than the provider has now. */
export const movedMeanwhile: Failure = {
  kind: 'invalid-input',
  title: 'The provider was changed during the call',
  detail: 'Its environment or base URL is another now, so these tokens are not its own.',
  code: 'provider-moved',
  nextStep: 'Obtain new tokens.',
}

/** What could not be written is in memory only, sealed, until it can be. */
export const notSaved = ({ unsaved }: FileWords, { detail, code }: Failure): Failure => ({
  kind: 'not-saved',
  title: unsaved,
  ...(detail === undefined ? {} : { detail }),
  ...(code === undefined ? {} : { code }),
  nextStep: 'Once the disk takes files again, choose "Save again".',
})

/** Some of several files could not be written; `first` says why. */
export const someNotWritten = (title: string, count: number, first: Failure): Failure => ({
  ...first,
  title,
  detail: `${count === 1 ? 'One file' : `${count} files`}: ${first.detail ?? first.title}`,
})
