import type { ProviderSummary } from '../../shared/ipc.ts'
import { algorithms, type Inspection, memberOf, stringOf } from '../../inspector/index.ts'
import {
  type Expected,
  type KeySource,
  secretEncodings,
} from '../../shared/verification-request.ts'
import { isDemo } from './demo.ts'

/** An entry in the list of key sources. */
export interface KeyChoice {
  /** `secret`, `jwks-url`, `token:jku`, `provider:<id>`. */
  value: string
  label: string
  /** Set if the token itself names the key or its address. */
  named?: { parameter: TokenParameter; text: string }
}

type TokenParameter = Extract<KeySource, { from: 'token' }>['parameter']

/** The input of the form for a call to main, without the token. */
export interface KeyRequest {
  keySource: KeySource
  expected?: Expected
  detachedPayload?: string
}

const typed: KeyChoice[] = [
  { value: 'secret', label: 'Shared secret' },
  { value: 'pasted', label: 'Key: PEM, X.509, JWK or JWKS' },
]
const fetched: KeyChoice[] = [
  { value: 'jwks-url', label: 'JWKS URL' },
  { value: 'issuer', label: 'Issuer discovery' },
]
const parameters: readonly TokenParameter[] = ['jku', 'x5u', 'iss', 'jwk', 'x5c']

/** The possible key sources. Decryption keys are never public, so they have to be typed. */
export function keyChoices(
  inspection: Inspection,
  providers: readonly ProviderSummary[],
): KeyChoice[] {
  if (inspection.kind === 'jwe') return typed
  const unprotected = 'signatures' in inspection ? inspection.signatures : []
  const headers = [inspection.header, ...unprotected.map((each) => each.unprotected)]
  const named = parameters.flatMap((parameter) => {
    const sources = parameter === 'iss' ? [inspection.claims] : headers
    const source = sources.find((each) => memberOf(each, parameter)) ?? null
    if (!source) return []
    const text = stringOf(source, parameter) ?? ''
    const label = `The token's own ${parameter}`
    return [{ value: `token:${parameter}`, label, named: { parameter, text } }]
  })
  const own = providers
    .filter(({ provider }) => provider.keySource)
    .map(({ provider }) => ({
      value: `provider:${provider.id}`,
      label: `Configured for ${provider.name}`,
    }))
  return [...own, ...typed, ...fetched, ...named]
}

/** The default: the key source of the provider, else one that fits the algorithm. */
export function likelyChoice(inspection: Inspection, own: ProviderSummary | undefined): string {
  const provider = inspection.kind === 'jwe' ? undefined : own?.provider
  if (provider?.keySource) return `provider:${provider.id}`
  const algorithm = stringOf(inspection.header, 'alg') ?? ''
  if (algorithms.get(algorithm)?.keyTypes.includes('oct')) return 'secret'
  return provider && isDemo(provider) ? 'jwks-url' : 'pasted'
}

/** Reads the form; null if the key is blank. */
export function keyRequestIn(form: FormData): KeyRequest | null {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const keySource = keySourceIn(text('from'), text('key'), text('encoding'))
  const expected: Expected = {}
  for (const name of ['issuer', 'audience', 'type'] as const) {
    if (text(name) !== '') expected[name] = text(name)
  }
  return (
    keySource && {
      keySource,
      expected,
      ...(form.has('payload') && { detachedPayload: text('payload') }),
    }
  )
}

function keySourceIn(choice: string, key: string, encoding: string): KeySource | null {
  const [from, rest = ''] = choice.split(':')
  const parameter = parameters.find((each) => each === rest)
  if (from === 'token' && parameter) return { from, parameter }
  if (from === 'provider') return { from, id: rest }
  if (key.trim() === '') return null
  switch (from) {
    case 'secret':
      return {
        from,
        text: key,
        encoding: secretEncodings.find((each) => each === encoding) ?? 'text',
      }
    case 'pasted':
      return { from, text: key }
    case 'jwks-url':
      return { from, url: key.trim() }
    case 'issuer':
      return { from, issuer: key.trim() }
    default:
      return null
  }
}
