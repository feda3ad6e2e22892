import { hasMember } from '../json/access.ts'
import { defineFinding, nothing, ofClaims, type Rule } from './define.ts'
import { isOrdinary } from './judged-token.ts'
import { placeOf } from './token-object.ts'

/** Not if the service never includes the claim, or if `required-claims` reports its absence. */
const ofMissing = (name: string, text: string): Rule =>
  ofClaims((claims, token) => {
    const { context, typeFacts } = token
    if (hasMember(claims.object, name) || context.lacks?.includes(name)) return nothing
    if (context.slot === 'id' || typeFacts?.requires || !isOrdinary(token)) return nothing
    return [{ text, place: placeOf(claims) }]
  })

/** Claims that a token should have. */
export const missingClaims = [
  defineFinding({
    id: 'iss-missing',
    severity: 'note',
    why: 'Without an issuer, a verifier cannot tell whose keys may have signed the token.',
    reference: 'RFC 7519 §4.1.1',
    reading: ofMissing('iss', 'No issuer (iss)'),
  }),
  defineFinding({
    id: 'sub-missing',
    severity: 'note',
    why: 'Without a subject, the token does not identify a user or client.',
    reference: 'RFC 7519 §4.1.2',
    reading: ofMissing('sub', 'No subject (sub)'),
  }),
  defineFinding({
    id: 'aud-missing',
    severity: 'note',
    why: 'Without an audience, a token for one service can be used at another.',
    reference: 'RFC 7519 §4.1.3',
    reading: ofMissing('aud', 'No audience (aud)'),
  }),
  defineFinding({
    id: 'nonce-missing',
    severity: 'note',
    why: 'A nonce ties the ID token to the login that requested it.',
    reference: 'OIDC Core §3.1.2.1',
    reading: ofClaims((claims, { context }) => {
      if (context.slot !== 'id' || hasMember(claims.object, 'nonce')) return nothing
      if (context.lacks?.includes('nonce')) return nothing
      return [{ text: 'No nonce', place: placeOf(claims) }]
    }),
  }),
]
