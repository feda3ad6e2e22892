import type { KeySource, ProviderKeySource } from '../../shared/verification-request.ts'
import { demoBaseUrl } from './demo.ts'

/** Whether a key source can be stored with a provider. */
export const isProviderSource = (source: KeySource): source is ProviderKeySource =>
  source.from === 'pasted' || source.from === 'jwks-url' || source.from === 'issuer'

/** A noun phrase such as `the keys at https://...`. */
export function sourceWords(source: ProviderKeySource): string {
  if (source.from === 'pasted') return 'the pasted key'
  if (source.from === 'issuer') return `the keys of ${source.issuer}`
  return source.url === demoBaseUrl ? 'the keys of the demo services' : `the keys at ${source.url}`
}
