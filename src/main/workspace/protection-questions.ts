import type { Input } from '../../shared/ipc.ts'
import type { Protection, VaultStatus } from '../../shared/vault.ts'
import { doNotChange, type Question } from '../consent.ts'

const words: Record<Protection, string> = {
  'operating-system': "the operating system's keyring",
  passphrase: 'a passphrase',
  memory: 'memory only',
}

/**
 * Asked before the protection gets weaker, and before a passphrase is set: one that the user does
 * not know locks them out, and before anything that replaces a choice of the user's. Null where the
 * keyring takes over from a memory that nobody has chosen, and where nothing changes.
 */
export function protectionQuestion(
  status: VaultStatus,
  isMemoryChosen: boolean,
  { protection: next }: Input<'protectVault'>,
): Question | null {
  const now = status.protection
  if (next === now && next !== 'passphrase') return null
  if (next === 'operating-system' && now === 'memory' && !isMemoryChosen) return null
  return {
    message: next === now ? 'Replace the passphrase?' : 'Change how secrets are stored?',
    detail: [`Now: ${words[now]}`, `Then: ${next === now ? 'a new passphrase' : words[next]}`, '']
      .concat(consequences[next])
      .join('\n'),
    buttons: [doNotChange, 'Change'],
  }
}

const consequences: Record<Protection, string> = {
  'operating-system': 'Any program you run can then ask the keyring for the key.',
  passphrase:
    'Only the passphrase you just typed unlocks your secrets. A lost passphrase cannot be recovered.',
  memory: 'Secrets and tokens are deleted from disk, and lost when Touchstone quits.',
}

export const resetQuestion: Question = {
  message: 'Reset the vault?',
  detail:
    'The old key is set aside. Providers stay, without secrets and tokens. Saved tokens can no longer ' +
    'be read.',
  buttons: [doNotChange, 'Reset'],
}
