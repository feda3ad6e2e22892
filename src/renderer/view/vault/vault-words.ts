import type { VaultStatus } from '../../../shared/vault.ts'
import type { IconName } from '../parts/icons.ts'
import type { Tone } from '../parts/tone.ts'

/** What protects the secrets now, in a few words. */
export function vaultWords(vault: VaultStatus): { tone: Tone; icon: IconName; words: string } {
  if (vault.state === 'locked') return { tone: 'off', icon: 'locked', words: 'locked' }
  if (vault.state === 'unavailable') {
    const words =
      vault.protection === 'operating-system' ? 'keyring not available now' : 'cannot be opened now'
    return { tone: 'bad', icon: 'warning', words }
  }
  switch (vault.protection) {
    case 'operating-system':
      return { tone: 'good', icon: 'shield', words: 'kept by the operating system' }
    case 'passphrase':
      return { tone: 'good', icon: 'key', words: 'kept by a passphrase' }
    case 'memory':
      return { tone: 'soon', icon: 'memory', words: 'in memory only: gone when you quit' }
  }
}
