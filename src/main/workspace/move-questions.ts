import { type Connection, connectionSecrets, defaultConnection } from '../../shared/connection.ts'
import { demoBaseUrl, type Provider } from '../../shared/provider.ts'
import type { ProviderTemplate } from '../../shared/template.ts'
import { addressOf, type ProviderKeySource } from '../../shared/verification-request.ts'
import { doNotChange, type Question, quotedName } from '../consent.ts'
import { summarizeCertificates } from '../http/certificates.ts'
import { destinationOf } from '../vault/secret-moves.ts'

/** The buttons of `moveQuestion`, by index. */
export const moveAnswers = ['stay', 'forget', 'keep'] as const

/** Names both places and the secrets concerned, by their labels in the template. */
export function moveQuestion(
  before: Provider,
  after: Provider,
  secrets: readonly string[],
  template: ProviderTemplate | undefined,
): Question {
  const labels = secrets.map((name) => fieldLabel(name, template))
  const isSameHost = destinationOf(before) === destinationOf(after)
  return {
    message: isSameHost
      ? 'Send these secrets through another connection?'
      : 'Send these secrets to another host?',
    detail: [
      `Provider: ${quotedName(before.name)}`,
      `From: ${placeWords(destinationOf(before))}`,
      `To: ${placeWords(destinationOf(after))}`,
      ...connectionLines(before.connection, after.connection),
      `Secrets: ${labels.join(', ')}`,
      '',
      isSameHost
        ? 'The operator of a proxy or authority may be able to read them. The change deletes stored tokens.'
        : 'The operator of the new host can use them. The change deletes stored tokens.',
    ].join('\n'),
    buttons: [doNotChange, 'Change and forget the secrets', 'Change and keep the secrets'],
  }
}

/** How a field of a template, or a secret of the connection, is called on screen. */
export const fieldLabel = (name: string, template: ProviderTemplate | undefined): string =>
  connectionLabels[name] ?? template?.fields.find((field) => field.name === name)?.label ?? name

const connectionLabels: Readonly<Record<string, string>> = {
  [connectionSecrets.proxyUser]: 'Proxy user name',
  [connectionSecrets.proxyPassword]: 'Proxy password',
  [connectionSecrets.clientKey]: 'Key of the client certificate',
  [connectionSecrets.clientFile]: 'Client certificate file',
  [connectionSecrets.clientPassphrase]: 'Passphrase of the client certificate',
}

/** What differs, old and new. */
function connectionLines(before = defaultConnection, after = defaultConnection): string[] {
  const facts = [
    ['Proxy', proxyWords],
    ['Added authorities', authorityWords],
    ['Certificate of the service', (of: Connection) => (of.insecure ? 'NOT checked' : 'checked')],
  ] as const
  return facts.flatMap(([name, words]) => {
    const [from, to] = [words(before), words(after)]
    return from === to ? [] : [`${name} from: ${from}`, `${name} to: ${to}`]
  })
}

function proxyWords({ proxy }: Connection): string {
  if (proxy.use === 'manual') return proxy.url
  return proxy.use === 'none' ? 'none' : 'system settings'
}

/** Subjects are whatever their maker wrote: fingerprints tell them apart. */
function authorityWords({ authorities }: Connection): string {
  if (authorities === '') return 'none'
  const read = summarizeCertificates(authorities)
  if (!read.ok) return 'unreadable'
  return read.value
    .map(({ subject, fingerprint }) => `${quotedName(subject)} (SHA-256 ${fingerprint})`)
    .join(', ')
}

/** The origin that a key source is fetched from; null where nothing is fetched from outside. */
export function keyHostOf(source: ProviderKeySource | null): string | null {
  if (source === null || source.from === 'pasted') return null
  const address = addressOf(source)
  return address === demoBaseUrl ? null : destinationOf({ baseUrl: address })
}

/** For keys from a host that is neither the provider's own nor the one in use. */
export const keyHostQuestion = (provider: Provider, to: string): Question => ({
  message: 'Fetch keys from another host?',
  detail: [
    `Provider: ${quotedName(provider.name)}`,
    `From: ${placeWords(keyHostOf(provider.keySource) ?? 'no host')}`,
    `To: ${placeWords(to)}`,
    '',
    'Keys from this host decide which tokens count as valid. No secret or token is sent to it, ' +
      'but the host sees when a new token arrives.',
  ].join('\n'),
  buttons: [doNotChange, 'Change'],
})

export const placeWords = (place: string): string =>
  place === demoBaseUrl ? 'the demo services of this app' : place
