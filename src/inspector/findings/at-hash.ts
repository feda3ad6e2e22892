import { quote } from '../words/sentence.ts'
import { defineFinding, nothing } from './define.ts'
import { placeOf } from './token-object.ts'

export const atHash = defineFinding({
  id: 'at-hash-mismatch',
  severity: 'error',
  why: 'The ID token was issued with a different access token.',
  reference: 'OIDC Core §3.1.3.6',
  hashing: ({ accessTokenHash: check }, { claims }) => {
    if (!check || check.claimed === check.computed) return nothing
    const text = `at_hash is ${quote(check.claimed)}, but this access token gives ${quote(check.computed)}`
    return [{ text, place: claims && placeOf(claims, 'at_hash') }]
  },
})
