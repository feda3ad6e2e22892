import { demoBaseUrl, type Provider } from '../../shared/provider.ts'
import type { ProviderTemplate } from '../../shared/template.ts'
import { addressOf, type ProviderKeySource } from '../../shared/verification-request.ts'
import { doNotChange, type Question, quotedName } from '../consent.ts'
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
  const labels = secrets.map(
    (name) => template?.fields.find((field) => field.name === name)?.label ?? name,
  )
  return {
    message: 'Send these secrets to another host?',
    detail: [
      `Provider: ${quotedName(before.name)}`,
      `From: ${placeWords(destinationOf(before))}`,
      `To: ${placeWords(destinationOf(after))}`,
      `Secrets: ${labels.join(', ')}`,
      '',
      'The operator of the new host can use them. Stored tokens are deleted by the change.',
    ].join('\n'),
    buttons: [doNotChange, 'Change and forget the secrets', 'Change and keep the secrets'],
  }
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
    'Keys from there decide which tokens count as valid. No secret and no token is sent there, ' +
      'but the host sees when a new token arrives.',
  ].join('\n'),
  buttons: [doNotChange, 'Change'],
})

export const placeWords = (place: string): string =>
  place === demoBaseUrl ? 'the demo services of this app' : place
