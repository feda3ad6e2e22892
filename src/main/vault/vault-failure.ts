import type { VaultStatus } from '../../shared/vault.ts'
import type { Failure } from '../../shared/result.ts'

/** For an action that needs the key while the vault is not open. */
export function lockedFailure(status: VaultStatus): Failure {
  if (status.state === 'unavailable') {
    const { title, detail, nextStep } = status.failure
    return { kind: 'locked', title, ...(detail === undefined ? {} : { detail }), nextStep }
  }
  return { kind: 'locked', title: 'The vault is locked', nextStep: 'Unlock the vault.' }
}

export const notWhileOpen: Failure = {
  kind: 'invalid-input',
  title: 'The vault is unlocked',
  detail: 'The vault key works and does not need to be replaced.',
  code: 'vault-open',
  nextStep: 'Replace the vault key instead.',
}

/** The words in which failures speak of one kind of file. */
export interface FileWords {
  /** A singular noun. Its plural takes an s. */
  one: string
  /** What a record is bound to. */
  place: string
  /** Title for a record that cannot be decrypted. */
  unreadable: string
  /** Title for a record that was in memory only and is lost. */
  gone: string
  /** Title for a record that could not be written and is in memory only. */
  unsaved: string
  /** Next step where the record is lost. */
  again: string
}

export const invalidId = ({ one }: FileWords): Failure => ({
  kind: 'invalid-input',
  title: `Not a valid ${one}`,
  detail: `The id of a ${one} is a UUID in lower case.`,
  code: 'invalid-id',
  nextStep: `Choose a ${one} from the list.`,
})

export const notThere = ({ one }: FileWords): Failure => ({
  kind: 'not-found',
  title: `This ${one} does not exist`,
  nextStep: `Choose a ${one} from the list.`,
})

export const alreadyThere = ({ one }: FileWords): Failure => ({
  kind: 'invalid-input',
  title: `This ${one} already exists`,
  code: 'already-there',
  nextStep: 'Use the one in the list.',
})

/** The secrets were in memory only and are lost by design: nothing is damaged. */
export const goneWithMemory = ({ gone, again }: FileWords): Failure => ({
  kind: 'storage',
  title: gone,
  detail: 'Secrets were kept in memory only and lost when Touchstone quit or the vault was locked.',
  code: 'record-memory-only',
  nextStep: again,
})

/** Why a record cannot be decrypted. */
export type Unopened = 'record-altered' | 'record-unknown-key' | 'record-moved'

export function unreadableRecord(why: Unopened, { unreadable, place, again }: FileWords): Failure {
  const reasons: Record<Unopened, string> = {
    'record-altered': 'The stored record is cut off or has been altered.',
    'record-unknown-key': 'The stored record was sealed with another vault key.',
    'record-moved': `The stored record belongs to another ${place}.`,
  }
  return {
    kind: 'storage',
    title: unreadable,
    detail: `${reasons[why]} Touchstone leaves it unchanged.`,
    code: why,
    nextStep: again,
  }
}

/** For tokens of a call whose provider got another environment or base URL during the call. */
export const movedMeanwhile: Failure = {
  kind: 'invalid-input',
  title: 'The provider was changed during the call',
  detail: 'The environment or base URL changed, so these tokens no longer belong to it.',
  code: 'provider-moved',
  nextStep: 'Obtain new tokens.',
}

/** For a record that could not be written. It stays in memory, sealed, until it can be. */
export const notSaved = ({ unsaved }: FileWords, { detail, code }: Failure): Failure => ({
  kind: 'not-saved',
  title: unsaved,
  ...(detail === undefined ? {} : { detail }),
  ...(code === undefined ? {} : { code }),
  nextStep: 'When the disk is writable again, click Save again.',
})

/** For files that could not be written, with the reason of the first; null where there are none. */
export function notWritten(title: string, failures: readonly Failure[]): Failure | null {
  const [first] = failures
  if (first === undefined) return null
  const files = failures.length === 1 ? 'One file' : `${failures.length} files`
  return { ...first, title, detail: `${files}: ${first.detail ?? first.title}` }
}

export const damagedFile = (name: string, detail: string): Failure => ({
  kind: 'storage',
  title: `${name} is damaged`,
  detail: `${detail} Touchstone leaves it unchanged.`,
  code: 'file-damaged',
  nextStep: 'Restore the file from a backup, or remove it and enter its content again.',
})

export const newerFile = (name: string): Failure => ({
  kind: 'storage',
  title: `${name} was written by a newer Touchstone`,
  detail: 'This version cannot read the format and leaves the file unchanged.',
  code: 'file-newer',
  nextStep: 'Update Touchstone to use it.',
})

/** What the system's error codes mean to a user, and what helps (`man 3 errno`). */
const knownCodes: Record<string, { detail: string; nextStep: string }> = {
  ENOSPC: { detail: 'The disk is full.', nextStep: 'Free some space, then try again.' },
  EDQUOT: { detail: 'The disk quota is used up.', nextStep: 'Free some space, then try again.' },
  EROFS: {
    detail: 'The disk is read-only.',
    nextStep: 'Make the data folder writable, then try again.',
  },
  EACCES: {
    detail: 'Touchstone has no permission to use this file.',
    nextStep: 'Give your user access to the data folder, then try again.',
  },
  EPERM: {
    detail: 'The system does not permit it, or another program holds the file open.',
    nextStep: 'Give your user access to the data folder, then try again.',
  },
  EBUSY: {
    detail: 'Another program holds the file open.',
    nextStep: 'Close the program that uses it, then try again.',
  },
  EIO: { detail: 'The disk reports an error.', nextStep: 'Check the disk, then try again.' },
}

/** The code of a system error, such as `ENOSPC`. Undefined for any other error. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
}

/** For an error of the file system. `title` says what failed; the error's code says why. */
export function fileFailure(title: string, error: unknown): Failure {
  const code = errorCode(error)
  const known = code === undefined ? undefined : knownCodes[code]
  return {
    kind: 'storage',
    title,
    detail: known?.detail ?? (error instanceof Error ? error.message : 'Unknown reason.'),
    ...(code === undefined ? {} : { code }),
    nextStep: known?.nextStep ?? 'Check the data folder, then try again.',
  }
}
