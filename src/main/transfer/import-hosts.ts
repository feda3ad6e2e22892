import { counted } from '../../inspector/index.ts'
import type { HostUse, ImportHost } from '../../shared/transfer.ts'
import type { Question } from '../consent.ts'
import type { StoredProvider } from '../vault/provider-actions.ts'
import { destinationOf, routeOf } from '../vault/secret-moves.ts'
import { keyHostOf, placeWords } from '../workspace/move-questions.ts'
import type { ExportedProvider } from './export-file.ts'
import { named } from './export-questions.ts'

type Addresses = Pick<ExportedProvider, 'baseUrl' | 'keySource' | 'connection'>

interface NamedHost {
  host: string
  use: HostUse
  /** Equal where nothing new is agreed to: for calls, how they get there counts, too. */
  known: string
}

/** Every host that the settings of a provider name, and what it is for. */
function hostsOf(provider: Addresses): NamedHost[] {
  const keys = keyHostOf(provider.keySource)
  const proxy = provider.connection?.proxy
  const calls = {
    host: destinationOf(provider),
    use: 'calls',
    known: `calls ${routeOf(provider)}`,
  } as const
  return [
    calls,
    ...(proxy?.use === 'manual'
      ? [{ host: proxy.url, use: 'proxy', known: `proxy ${proxy.url}` } as const]
      : []),
    ...(keys === null ? [] : [{ host: keys, use: 'keys', known: `keys ${keys}` } as const]),
  ]
}

/** The hosts that secrets or fetches for keys go to already. A provider without a secret proves nothing. */
function knownHosts(stored: readonly StoredProvider[]): Set<string> {
  const known = new Set<string>()
  for (const { provider, contents } of stored) {
    const hasSecret =
      contents.state === 'ready' && Object.values(contents.record.secrets).some(Boolean)
    for (const { use, known: name } of hostsOf(provider)) {
      if (use === 'keys' || hasSecret) known.add(name)
    }
  }
  return known
}

/** Every host in a file, once. */
export function importHosts(
  providers: readonly Addresses[],
  stored: readonly StoredProvider[],
): ImportHost[] {
  const known = knownHosts(stored)
  const hosts = new Map<string, ImportHost>()
  for (const { host, use, known: name } of providers.flatMap(hostsOf)) {
    const before = hosts.get(host) ?? { host, isNew: false, uses: [] }
    const uses = before.uses.includes(use) ? before.uses : [...before.uses, use]
    hosts.set(host, { host, isNew: before.isNew || !known.has(name), uses })
  }
  return [...hosts.values()]
}

/** What a host gets only after a yes: secrets of some providers, requests for the keys of others. */
interface Doubt {
  host: string
  secrets: ExportedProvider[]
  keys: ExportedProvider[]
}

/**
 * The hosts to ask about. Keys are fetched from a provider's own host unasked, as in its settings; a
 * provider that brings no secret sends none.
 */
export function doubtfulHosts(
  providers: readonly ExportedProvider[],
  stored: readonly StoredProvider[],
): Doubt[] {
  const known = knownHosts(stored)
  const doubts = new Map<string, Doubt>()
  for (const provider of providers) {
    const own = destinationOf(provider)
    for (const { host, use, known: name } of hostsOf(provider)) {
      const isAsked =
        use === 'keys'
          ? host !== own
          : Object.values(provider.secrets).some((value) => value !== '')
      if (!isAsked || known.has(name)) continue
      const doubt = doubts.get(host) ?? { host, secrets: [], keys: [] }
      doubt[use === 'keys' ? 'keys' : 'secrets'].push(provider)
      doubts.set(host, doubt)
    }
  }
  return [...doubts.values()]
}

export const hostAnswers = ['cancel', 'leave-out', 'import'] as const

export function hostQuestion({ host, secrets, keys }: Doubt): Question {
  const count = secrets.reduce((sum, each) => sum + Object.keys(each.secrets).length, 0)
  const names = (providers: readonly ExportedProvider[]) => named(providers.map(({ name }) => name))
  return {
    message: 'Import for a new host?',
    detail: [
      `Host: ${placeWords(host)}`,
      ...(secrets.length > 0 ? [`Gets ${counted(count, 'secret')} of: ${names(secrets)}`] : []),
      ...(secrets.some(({ connection }) => connection?.insecure)
        ? ['TLS: certificates of this host are not checked']
        : []),
      ...(secrets.some(({ connection }) => connection?.authorities)
        ? ['TLS: certificate authorities of the file are trusted']
        : []),
      ...(keys.length > 0 ? [`Provides keys to verify: ${names(keys)}`] : []),
      '',
      secrets.length > 0
        ? 'Your other providers send no secret to this host. The operator of the host can use what is sent.'
        : 'Keys from this host decide which tokens count as valid. The host sees when a token arrives.',
    ].join('\n'),
    buttons: ['Cancel import', 'Leave out', 'Import'],
  }
}

/** A provider without what the user refused its hosts. */
export function withoutRefused(
  provider: ExportedProvider,
  refused: readonly Doubt[],
): ExportedProvider {
  const isIn = (list: 'secrets' | 'keys') => refused.some((doubt) => doubt[list].includes(provider))
  return {
    ...provider,
    ...(isIn('secrets') && { secrets: {} }),
    ...(isIn('keys') && { keySource: null }),
  }
}
