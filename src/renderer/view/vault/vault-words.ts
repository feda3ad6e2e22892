import type { VaultStatus } from '../../../shared/vault.ts'
import type { Mark } from '../parts/mark.ts'

/** What protects the secrets, or why they are not available. */
export function vaultWords(vault: VaultStatus): Mark {
  if (vault.state === 'locked') return { tone: 'off', icon: 'locked', word: 'locked' }
  if (vault.state === 'unavailable') {
    const word =
      vault.protection === 'operating-system' ? 'keyring not available now' : 'cannot be opened now'
    return { tone: 'bad', icon: 'warning', word }
  }
  switch (vault.protection) {
    case 'operating-system':
      return { tone: 'good', icon: 'shield', word: 'kept by the operating system' }
    case 'passphrase':
      return { tone: 'good', icon: 'key', word: 'kept by a passphrase' }
    case 'memory':
      return { tone: 'soon', icon: 'memory', word: 'in memory only: gone when you quit' }
  }
}
