import type { VaultStatus } from '../../shared/vault.ts'
import type { Failure } from '../../shared/result.ts'
import { keeperDetails } from './key-keeper.ts'
import type { Stored } from './read-stored.ts'
import { describeSystem } from './system-wrap.ts'
import type { KeyWrap } from './vault-key-file.ts'

export type ClosedVault = Exclude<VaultStatus, { state: 'open' }>

/** What the vault is before its key is opened, by the key file alone. */
export function closedBy(stored: Stored<KeyWrap>, platform: NodeJS.Platform): ClosedVault {
  switch (stored.state) {
    case 'missing':
      return { state: 'locked', protection: 'memory', detail: 'no key has been made yet' }
    case 'read':
      return {
        state: 'locked',
        protection: stored.value.by,
        detail: wrapDetail(stored.value, platform),
      }
    default:
      return unavailable(stored, stored.failure)
  }
}

/** The vault key is there and does not open. A file that cannot be read does not say how it kept the key: most likely in the usual way. */
export const unavailable = (stored: Stored<KeyWrap>, failure: Failure): ClosedVault => ({
  state: 'unavailable',
  protection: stored.state === 'read' ? stored.value.by : 'operating-system',
  failure,
})

export const wrapDetail = (wrap: KeyWrap, platform: NodeJS.Platform): string =>
  wrap.by === 'operating-system' ? describeSystem(platform, wrap.prefix) : keeperDetails[wrap.by]
