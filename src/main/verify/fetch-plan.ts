import type { PlannedFetch } from '../../shared/verification-request.ts'
import { isLoopback } from '../http/base-url.ts'
import { type Reach, refuseHost } from '../http/address-guard.ts'

export type NamedBy = PlannedFetch['namedBy']

export interface FetchPlan extends PlannedFetch {
  reach: Reach
}

/**
 * Decides whether an address may be fetched. One that a person or a provider's configuration names
 * may be any host over https, or this machine over http. One that the token or a fetched document
 * names must be public: otherwise a pasted token could call services inside the network.
 *
 * @param trustedOrigins exempt from that: the origin of the provider itself, or of the issuer whose
 *   document names the address
 */
export function planFetch(
  address: string,
  purpose: PlannedFetch['purpose'],
  namedBy: NamedBy,
  trustedOrigins: readonly string[] = [],
): FetchPlan {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url) {
    const refused = 'This is not an absolute URL.'
    return { url: address, purpose, namedBy, refused, reach: 'public' }
  }
  const own = namedBy === 'user' || namedBy === 'provider' || trustedOrigins.includes(url.origin)
  const reach = own ? (url.protocol === 'http:' ? 'loopback' : 'any') : 'public'
  const refused = refuse(url, own) ?? refuseHost(url.hostname, reach)
  url.hash = ''
  return { url: url.href, purpose, namedBy, refused, reach }
}

const longestUrl = 2000

function refuse(url: URL, own: boolean): string | null {
  if (url.username !== '' || url.password !== '') return 'The URL contains a user name or password.'
  if (url.href.length > longestUrl) return `The URL is longer than ${longestUrl} characters.`
  if (url.protocol === 'https:') return null
  if (url.protocol !== 'http:') return 'Only https URLs are fetched.'
  if (!own) return 'Plain http is not fetched when the token names the URL.'
  return isLoopback(url.hostname) ? null : 'Plain http is fetched only from this machine.'
}
