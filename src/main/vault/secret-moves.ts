import { defaultConnection } from '../../shared/connection.ts'
import { demoBaseUrl, type Provider } from '../../shared/provider.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'

/** What the user has agreed to in main: these secrets may leave this place for another. */
export interface ApprovedMove {
  /** See `routeOf`. */
  from: string
  /** Names of secret fields. */
  secrets: readonly string[]
}

/** Where the secrets of a provider go: scheme, host and port; `demo:` for our own demo services. */
export function destinationOf({ baseUrl }: Pick<Provider, 'baseUrl'>): string {
  if (baseUrl === demoBaseUrl || !URL.canParse(baseUrl)) return baseUrl
  return new URL(baseUrl).origin
}

/**
 * Where secrets go and who may read them on the way: the destination, and the proxy, the added
 * authorities and whether the service's certificate is checked.
 */
export function routeOf(provider: Pick<Provider, 'baseUrl' | 'connection'>): string {
  const destination = destinationOf(provider)
  const { proxy, authorities, insecure } = provider.connection ?? defaultConnection
  if (proxy.use === 'system' && authorities === '' && !insecure) return destination
  const url = proxy.use === 'manual' ? proxy.url : ''
  return `${destination} ${JSON.stringify([proxy.use, url, authorities, insecure])}`
}

/**
 * Refuses an edit that takes secrets to another place unasked, the demo services included: a
 * later move away from the demo would look harmless.
 */
export function checkMove(
  before: Provider,
  after: Provider,
  secrets: readonly string[],
  approved: ApprovedMove | undefined,
): Result<null> {
  const [from, to] = [routeOf(before), routeOf(after)]
  if (to === from) return ok(null)
  const mayMove = approved?.from === from ? approved.secrets : []
  return secrets.every((name) => mayMove.includes(name)) ? ok(null) : failed(unapprovedMove)
}

/** The names of the secrets that an edit leaves as they are. */
export const keptNames = (before: object, entered: object): string[] =>
  Object.keys(before).filter((name) => !Object.hasOwn(entered, name))

/** For an edit that would take secrets along without a yes. Nothing is changed. */
export const unapprovedMove: Failure = {
  kind: 'declined',
  title: 'Not changed',
  detail: 'Secrets are sent elsewhere only after you confirm.',
  code: 'unapproved-move',
  nextStep: 'Click Save to confirm.',
}
