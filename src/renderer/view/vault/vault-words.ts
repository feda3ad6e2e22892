import type { VaultStatus } from '../../../shared/vault.ts'
import type { Mark } from '../parts/mark.ts'

/** What protects the secrets, or why they are not available. */
export function vaultWords(vault: VaultStatus): Mark {
  if (vault.state === 'locked') return { tone: 'off', icon: 'locked', word: 'locked' }
  if (vault.state === 'unavailable') {
    const word =
      vault.protection === 'operating-system' ? 'keyring not available' : 'cannot be unlocked'
    return { tone: 'bad', icon: 'warning', word }
  }
  switch (vault.protection) {
    case 'operating-system':
      return { tone: 'good', icon: 'shield', word: 'in the system keyring' }
    case 'passphrase':
      return { tone: 'good', icon: 'key', word: 'protected by a passphrase' }
    case 'memory':
      return { tone: 'soon', icon: 'memory', word: 'in memory only (lost on quit)' }
  }
}
