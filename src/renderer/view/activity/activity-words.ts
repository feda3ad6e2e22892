import { counted } from '../../../inspector/index.ts'
import type {
  ActivityEntry,
  ActivityItem,
  OtherRequest,
  TokenUse,
  Transfer,
} from '../../../shared/outcome.ts'
import { slotNames } from '../../state/advice.ts'
import { endMark } from '../provider/outcome-words.ts'

/** Something that was sent. */
export type ActivityRequest = ActivityEntry | OtherRequest

export const isRequest = (item: ActivityItem): item is ActivityRequest => 'method' in item

const purposeNames: Record<OtherRequest['purpose'], string> = {
  'key-set': 'Key set',
  certificate: 'Certificate',
  metadata: 'Issuer discovery',
  'base-url-test': 'Test of a base URL',
}

const usedNames: Record<TokenUse['what'], string> = {
  ...slotNames,
  'saved-token': 'Saved token',
  request: 'Request with secrets',
}

/** What happened: `Refresh`, `Key set`, `Access token copied`, `3 providers exported`. */
export function titleOf(item: ActivityItem): string {
  if ('use' in item) return `${usedNames[item.what]} ${item.use}`
  if ('transfer' in item) return `${counted(item.providers, 'provider')} ${item.transfer}`
  return 'purpose' in item ? purposeNames[item.purpose] : item.operationLabel
}

/** Whose it was, or what went along. */
export function subjectOf(item: ActivityItem): string {
  if ('use' in item) return item.of
  if ('transfer' in item) return secretsWords(item)
  return 'purpose' in item ? new URL(item.url).host : item.providerName
}

const secretsWords = ({ secrets }: Transfer): string =>
  secrets === 0 ? 'without secrets' : `with ${counted(secrets, 'secret')}`

/** The kinds that the list can be narrowed to. */
export const shownKinds = {
  all: 'All',
  requests: 'Requests',
  failed: 'Failed requests',
  uses: 'Revealed and copied',
  transfers: 'Exports and imports',
} as const

export type ShownKind = keyof typeof shownKinds

/** @param query every word of it must occur */
export function isShown(item: ActivityItem, kind: ShownKind, query: string): boolean {
  const text = searchedText(item)
  return (
    isOfKind(item, kind) &&
    query
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word))
  )
}

function isOfKind(item: ActivityItem, kind: ShownKind): boolean {
  switch (kind) {
    case 'all':
      return true
    case 'requests':
      return isRequest(item)
    case 'failed':
      return isRequest(item) && item.failure !== undefined
    case 'uses':
      return 'use' in item
    case 'transfers':
      return 'transfer' in item
  }
}

function searchedText(item: ActivityItem): string {
  const environment = 'environment' in item ? item.environment : ''
  const call = isRequest(item)
    ? [item.method, item.url, String(item.status ?? ''), endMark(item.failure).word]
    : []
  return [titleOf(item), subjectOf(item), environment, ...call].join('\n').toLowerCase()
}
