import { randomUUID } from 'node:crypto'
import type { Transfer } from '../../shared/outcome.ts'
import type { Result } from '../../shared/result.ts'
import type { Confirm } from '../consent.ts'
import type { Handlers } from '../ipc.ts'
import type { Vault } from '../vault/vault.ts'
import type { Activity } from '../workspace/activity.ts'
import type { Templates } from '../workspace/check-draft.ts'
import type { Entries } from '../workspace/entries.ts'
import { createExport } from './export-providers.ts'
import { type ChooseFile, oneAtATime } from './file-choice.ts'
import { createImport } from './import-providers.ts'

interface TransferOptions {
  vault: Pick<Vault, 'add' | 'status'>
  entries: Entries
  templates: Templates
  confirm: Confirm
  chooseFile: ChooseFile
  activity: Pick<Activity, 'add'>
  remove: (id: string) => Promise<Result<null>>
  now: () => number
}

/** The calls that export and import providers. Each file goes into the activity. */
export function createTransfers({ activity, ...options }: TransferOptions) {
  const record = (transfer: Pick<Transfer, 'transfer' | 'providers' | 'secrets'>) =>
    activity.add({ ...transfer, id: randomUUID(), startedAtMs: options.now() })
  const parts = { ...options, record, chooseFile: oneAtATime(options.chooseFile) }
  const { forget, ...imports } = createImport(parts)

  return {
    /** Drops the secrets of a file that waits to be imported. */
    forget,
    handlers: {
      ...imports,
      exportProviders: createExport(parts),
    } satisfies Partial<Handlers>,
  }
}
