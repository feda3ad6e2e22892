import type { Failure } from '../../shared/result.ts'

/** What the system's error codes mean to a user, and what helps (`man 3 errno`). */
const knownCodes: Record<string, { detail: string; nextStep: string }> = {
  ENOSPC: { detail: 'The disk is full.', nextStep: 'Free some space, then try again.' },
  EDQUOT: { detail: 'The disk quota is used up.', nextStep: 'Free some space, then try again.' },
  EROFS: {
    detail: 'The disk is read-only.',
    nextStep: 'Make the data folder writable, then try again.',
  },
  EACCES: {
    detail: 'Touchstone may not use this file.',
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

/** The code of a system error (`ENOSPC`), or undefined where it has none. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
}

/** A `storage` failure. `title` says what did not work; the system's code says why. */
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
