import { counted } from '../../../inspector/index.ts'
import type { ImportDone, ImportHost, ImportItem, ImportPreview } from '../../../shared/transfer.ts'
import { insecureWords } from '../../state/connection-draft.ts'
import type { Mark } from '../parts/mark.ts'

/** A provider in a list of choices. Its texts may be untrusted. */
export interface Choice {
  id: string
  name: string
  environment: string
  about: string
  /** Further lines. */
  notes?: readonly string[]
  mark?: Mark
  disabled?: boolean
}

/** A provider of a file as a choice. Its position is its id. */
export function choiceOf(item: ImportItem, at: number, preview: ImportPreview): Choice {
  const { name, environment, service, baseUrl, problem, isThere } = item
  const base = { id: String(at), name, environment, about: `${service} · ${baseUrl}` }
  if (problem !== null) {
    const mark = { tone: 'bad', icon: 'warning', word: 'Cannot be imported' } as const
    return { ...base, mark, notes: [problem], disabled: true }
  }
  const there = { tone: 'off', icon: 'none', word: 'Already exists' } as const
  const insecure = { tone: 'bad', icon: 'warning', word: insecureWords } as const
  return {
    ...base,
    ...(isThere && { mark: there }),
    ...(item.connection?.insecure && { mark: insecure }),
    notes: notesOf(item, preview),
  }
}

function notesOf(
  { fields, secrets, keySource, connection, mutedFindings }: ImportItem,
  preview: ImportPreview,
): string[] {
  const brings = [
    ...(fields.length > 0 ? [`Fields: ${fields.join(', ')}`] : []),
    ...(secrets.length > 0 ? [`${counted(secrets.length, 'secret')}: ${secrets.join(', ')}`] : []),
    ...(secrets.length === 0 && preview.secrets === 'open' ? ['No secrets'] : []),
    ...(keySource ? ['Key source for verification'] : []),
    ...(connection?.proxy != null ? [`Proxy: ${connection.proxy}`] : []),
    ...(connection?.authorities ? ['Certificate authorities'] : []),
    ...(connection?.clientCertificate ? ['Client certificate'] : []),
    ...(mutedFindings > 0 ? [`Mutes ${counted(mutedFindings, 'finding')}`] : []),
  ]
  return brings.length > 0 ? [brings.join(' · ')] : []
}

/** What is chosen at first: everything that can be imported and is not there yet. */
export const firstChoice = ({ items }: ImportPreview): string[] =>
  items.flatMap(({ isThere, problem }, at) => (isThere || problem !== null ? [] : [String(at)]))

const useWords: Record<ImportHost['uses'][number], string> = {
  calls: 'token calls',
  proxy: 'proxy',
  keys: 'keys for verification',
}

export const hostUses = ({ uses }: ImportHost): string =>
  uses.map((use) => useWords[use]).join(', ')

export function doneLines({ secrets, leftOut }: ImportDone): string[] {
  return [
    ...(leftOut.length > 0
      ? [`Left out as chosen (secrets or key source): ${leftOut.join(', ')}`]
      : []),
    secrets === 0 ? 'Enter their secrets, then click Obtain.' : 'Click Obtain to get a token.',
  ]
}
