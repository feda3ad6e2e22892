import type { Inspection } from '../../inspector/index.ts'
import { type Failure, type Result, failed, ok } from '../../shared/result.ts'
import type { KeySource, PlannedFetch } from '../../shared/verification-request.ts'
import { planKeySet, planMetadata, readMetadata } from './discovery.ts'
import { fetchDocument, type KeyConnections } from './fetch-document.ts'
import { type FetchPlan, type NamedBy, planFetch } from './fetch-plan.ts'
import type { Key } from './key.ts'
import { importKeys } from './key-import.ts'
import type { RuntimeSupport } from './runtime-support.ts'
import { importSecret } from './shared-secret.ts'
import { namesIn, type TokenInput, type TokenNames } from './token-input.ts'

/** What verifying and decrypting need of the app around them. */
export interface VerifyEnvironment {
  connections: KeyConnections
  /** Made once: see `createRuntimeSupport`. */
  supports: RuntimeSupport
  provider: (id: string) => Promise<ProviderKeys | null>
}

/** A provider's key source, and the origins where its tokens may name addresses. */
export interface ProviderKeys {
  source: Exclude<KeySource, { from: 'provider' | 'token' }> | null
  /** Origins (`https://host:port`) where the provider is configured. */
  origins: readonly string[]
}

/** A key source that names its key or address itself, and who named it. */
export interface DirectSource {
  source: Exclude<KeySource, { from: 'provider' }>
  namedBy: NamedBy
  trustedOrigins: readonly string[]
}

export type LoadedKeys =
  | {
      state: 'loaded'
      keys: readonly Key[]
      /** The token brings or points to them: a match does not prove who made it. */
      carried: boolean
      /** Whose keys they are, by discovery. */
      issuer: string | null
    }
  | { state: 'ask'; fetches: PlannedFetch[] }
  | { state: 'failed'; failure: Failure }

/** Loads the keys of a source for one token, or says what must be agreed to first. */
export async function keysFor(
  source: KeySource,
  agreed: readonly string[],
  { trustedOrigins }: TokenInput,
  reading: Inspection,
  { provider, connections }: VerifyEnvironment,
): Promise<LoadedKeys> {
  const configured = source.from === 'provider' ? await provider(source.id) : null
  const direct = directSource(source, configured, trustedOrigins)
  if ('kind' in direct) return { state: 'failed', failure: direct }
  return loadKeys(direct, namesIn(reading), new Set(agreed), connections)
}

/**
 * Resolves the source `provider` to what that provider is configured with.
 *
 * @param provider null where there is none with this id
 * @param trustedOrigins of the provider that holds the token, where one does
 */
export function directSource(
  source: KeySource,
  provider: ProviderKeys | null,
  trustedOrigins: readonly string[],
): DirectSource | Failure {
  if (source.from !== 'provider') {
    const namedBy = source.from === 'token' ? 'token' : 'user'
    return { source, namedBy, trustedOrigins }
  }
  if (!provider?.source) return noSource
  return { source: provider.source, namedBy: 'provider', trustedOrigins: provider.origins }
}

/**
 * Loads the keys of a source. Requests are made only to addresses that were agreed to, one by one;
 * otherwise they are asked for. Discovery asks twice, since its first response names the second
 * address.
 */
export async function loadKeys(
  direct: DirectSource,
  token: TokenNames,
  agreed: ReadonlySet<string>,
  connections: KeyConnections,
): Promise<LoadedKeys> {
  const { source } = direct
  if (source.from === 'secret') {
    const key = importSecret(source.text, source.encoding)
    return loaded(key.ok ? ok([key.value]) : key)
  }
  if (source.from === 'pasted') return loaded(importKeys(source.text, 'the pasted key'))
  if (source.from === 'token' && (source.parameter === 'jwk' || source.parameter === 'x5c')) {
    return loaded(carriedKey(source.parameter, token), { carried: true })
  }

  const plans = planSource(direct, token)
  const [first, ...others] = plans
  if (!first) return { state: 'failed', failure: notNamed }
  // What a provider is configured with was agreed to then.
  const mayFetch = ({ url }: FetchPlan) => direct.namedBy === 'provider' || agreed.has(url)
  if (first.refused === null && !plans.every(mayFetch)) return ask(plans)
  if (first.purpose !== 'metadata') {
    // A key from a public address that the token alone chose is the token's own.
    const carried = source.from === 'token' && first.reach === 'public'
    return loaded(await fetchKeys(first, connections), { carried })
  }

  const issuer = source.from === 'issuer' ? source.issuer : (token.iss ?? '')
  const found = await firstMetadata([first, ...others], issuer, connections)
  if (!found.ok) return { state: 'failed', failure: found.failure }
  const keySet = planKeySet(found.value.keySet, found.value.plan, direct.trustedOrigins)
  if (keySet.refused === null && !mayFetch(keySet)) return ask([...plans, keySet])
  return loaded(await fetchKeys(keySet, connections), { issuer })
}

const ask = (plans: readonly FetchPlan[]): LoadedKeys => ({
  state: 'ask',
  fetches: plans.map(({ url, purpose, namedBy, refused }) => ({ url, purpose, namedBy, refused })),
})

function loaded(
  keys: Result<Key[]>,
  more: { carried?: boolean; issuer?: string } = {},
): LoadedKeys {
  return keys.ok
    ? { state: 'loaded', keys: keys.value, carried: false, issuer: null, ...more }
    : { state: 'failed', failure: keys.failure }
}

/** The first requests that a source leads to; none where the key is in the source or in the token. */
function planSource(
  { source, namedBy, trustedOrigins }: DirectSource,
  token: TokenNames,
): FetchPlan[] {
  const plan = (address: string | null, purpose: 'key-set' | 'certificate') =>
    address === null ? [] : [planFetch(address, purpose, namedBy, trustedOrigins)]
  const discover = (issuer: string | null) =>
    issuer === null ? [] : planMetadata(issuer, namedBy, trustedOrigins)
  if (source.from === 'jwks-url') return plan(source.url, 'key-set')
  if (source.from === 'issuer') return discover(source.issuer)
  if (source.from !== 'token') return []
  switch (source.parameter) {
    case 'jku':
      return plan(token.jku, 'key-set')
    case 'x5u':
      return plan(token.x5u, 'certificate')
    case 'iss':
      return discover(token.iss)
    case 'jwk':
    case 'x5c':
      return []
  }
}

/** Tries the places in order; where none has metadata, the first failure says most. */
async function firstMetadata(
  plans: readonly FetchPlan[],
  issuer: string,
  connections: KeyConnections,
): Promise<Result<{ keySet: string; plan: FetchPlan }>> {
  let failure: Failure | null = null
  for (const plan of plans) {
    const body = await fetchDocument(plan, connections)
    const keySet = body.ok ? readMetadata(body.value, issuer) : body
    if (keySet.ok) return ok({ keySet: keySet.value, plan })
    failure ??= keySet.failure
  }
  return failed(failure ?? notNamed)
}

async function fetchKeys(plan: FetchPlan, connections: KeyConnections): Promise<Result<Key[]>> {
  const body = await fetchDocument(plan, connections)
  if (!body.ok) return body
  const keys = importKeys(new TextDecoder().decode(body.value), plan.url)
  if (!keys.ok) return keys
  // RFC 7515 4.1.5: the first certificate holds the key, the others only vouch for it.
  if (plan.purpose === 'certificate') return ok(keys.value.slice(0, 1))
  const published = keys.value.filter(({ jwk }) => jwk.kty !== 'oct')
  return published.length > 0 ? ok(published) : failed(publishedSecret)
}

function carriedKey(parameter: 'jwk' | 'x5c', { jwk, x5c }: TokenNames): Result<Key[]> {
  const text = parameter === 'x5c' ? x5c[0] : jwk === null ? undefined : JSON.stringify(jwk)
  return text === undefined ? failed(notNamed) : importKeys(text, `"${parameter}" of the token`)
}

const noSource: Failure = {
  kind: 'not-found',
  title: 'The provider names no keys',
  nextStep: "Name a key source in the provider's settings, or paste the key.",
}

const notNamed: Failure = {
  kind: 'not-found',
  title: 'The token does not name this',
  nextStep: 'Choose another key source.',
}

const publishedSecret: Failure = {
  kind: 'wrong-shape',
  title: 'The key set contains only shared secrets',
  detail: 'A secret that anyone can fetch is not secret, so it is not used.',
  nextStep: 'Paste the key, or enter the secret itself.',
}
