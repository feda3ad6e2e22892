import { type Failure, type Result, failed, ok } from '../../shared/result.ts'
import { planKeySet, readMetadata } from './discovery.ts'
import { fetchDocument, type KeyConnections } from './fetch-document.ts'
import type { FetchPlan } from './fetch-plan.ts'
import type { Key } from './key.ts'
import { importKeys } from './key-import.ts'
import { type DirectSource, planSource, type TokenNames } from './key-source.ts'
import { importSecret } from './shared-secret.ts'

export type LoadedKeys =
  | {
      state: 'loaded'
      keys: Key[]
      /** The keys are the token's own, in it or where it says: a match says nothing of who made it. */
      carried: boolean
      /** Whose keys they are, where discovery says so. */
      issuer: string | null
    }
  | { state: 'ask'; fetches: FetchPlan[] }
  | { state: 'failed'; failure: Failure }

/**
 * Brings the keys of a source. What has to be fetched and was not agreed to, address by address, is
 * asked for instead: discovery asks twice, since its first answer names the second address.
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
  const may = (plan: FetchPlan) => direct.agreedBefore || agreed.has(plan.url)
  if (first.refused === null && !plans.every(may)) return { state: 'ask', fetches: plans }
  if (first.purpose !== 'metadata') {
    // From an address of the token's own choice, it is the token's own key.
    const carried = source.from === 'token' && first.reach === 'public'
    return loaded(await fetchKeys(first, connections), { carried })
  }

  const issuer = source.from === 'issuer' ? source.issuer : (token.iss ?? '')
  const found = await firstMetadata([first, ...others], issuer, connections)
  if (!found.ok) return { state: 'failed', failure: found.failure }
  const keySet = planKeySet(found.value.keySet, found.value.plan, direct.trustedOrigins)
  if (keySet.refused === null && !may(keySet)) return { state: 'ask', fetches: [...plans, keySet] }
  return loaded(await fetchKeys(keySet, connections), { issuer })
}

function loaded(
  keys: Result<Key[]>,
  more: { carried?: boolean; issuer?: string } = {},
): LoadedKeys {
  if (!keys.ok) return { state: 'failed', failure: keys.failure }
  const { carried = false, issuer = null } = more
  return { state: 'loaded', keys: keys.value, carried, issuer }
}

/** Both places are tried in order; where neither answers, the first one's failure is the better. */
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

const notNamed: Failure = {
  kind: 'not-found',
  title: 'The token does not name this',
  nextStep: 'Choose another key source.',
}

const publishedSecret: Failure = {
  kind: 'wrong-shape',
  title: 'The key set holds shared secrets only',
  detail: 'A secret that can be fetched by anybody is none, so it is not used.',
  nextStep: 'Paste the key, or enter the secret itself.',
}
