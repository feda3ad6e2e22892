import type { Failure } from '../../shared/result.ts'
import type { KeySource } from '../../shared/verification-request.ts'
import { planMetadata } from './discovery.ts'
import { type FetchPlan, type NamedBy, planFetch } from './fetch-plan.ts'

/** What a token says about its own key. Every value is the token's word, nobody else's. */
export interface TokenNames {
  jku: string | null
  x5u: string | null
  iss: string | null
  jwk: unknown
  x5c: readonly string[]
}

/** What is known of a provider, for its own keys and for how far its tokens' addresses may reach. */
export interface ProviderKeys {
  source: Exclude<KeySource, { from: 'provider' | 'token' }> | null
  /** Origins (`https://host:port`) where the provider is configured. */
  origins: readonly string[]
}

/** A key source that leads somewhere, and who says so. */
export interface DirectSource {
  source: Exclude<KeySource, { from: 'provider' }>
  namedBy: NamedBy
  trustedOrigins: readonly string[]
  /** A provider's source was agreed to when it was configured. */
  agreedBefore: boolean
}

/**
 * Follows `provider` to what it is configured with.
 *
 * @param provider the one that the source names, null where there is none of that id
 * @param trustedOrigins of the provider that holds the token, where one does
 */
export function directSource(
  source: KeySource,
  provider: ProviderKeys | null,
  trustedOrigins: readonly string[],
): DirectSource | Failure {
  if (source.from !== 'provider') {
    const namedBy = source.from === 'token' ? 'token' : 'user'
    return { source, namedBy, trustedOrigins, agreedBefore: false }
  }
  if (!provider?.source) return noSource
  return {
    source: provider.source,
    namedBy: 'provider',
    trustedOrigins: provider.origins,
    agreedBefore: true,
  }
}

/** The first requests that a source leads to; none where the key is at hand. Makes none of them. */
export function planSource(
  { source, namedBy, trustedOrigins }: DirectSource,
  token: TokenNames,
): FetchPlan[] {
  switch (source.from) {
    case 'secret':
    case 'pasted':
      return []
    case 'jwks-url':
      return [planFetch(source.url, 'key-set', namedBy, trustedOrigins)]
    case 'issuer':
      return planMetadata(source.issuer, namedBy, trustedOrigins)
    case 'token':
      return planTokenNamed(source.parameter, token, trustedOrigins)
  }
}

function planTokenNamed(
  parameter: 'jku' | 'x5u' | 'iss' | 'jwk' | 'x5c',
  token: TokenNames,
  trustedOrigins: readonly string[],
): FetchPlan[] {
  if (parameter === 'jwk' || parameter === 'x5c') return []
  const address = token[parameter]
  if (address === null) return []
  switch (parameter) {
    case 'jku':
      return [planFetch(address, 'key-set', 'token', trustedOrigins)]
    case 'x5u':
      return [planFetch(address, 'certificate', 'token', trustedOrigins)]
    case 'iss':
      return planMetadata(address, 'token', trustedOrigins)
  }
}

const noSource: Failure = {
  kind: 'not-found',
  title: 'The provider names no keys',
  nextStep: "Name a key source in the provider's settings, or paste the key.",
}
