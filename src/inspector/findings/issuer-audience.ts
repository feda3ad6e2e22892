import { memberOf, stringOf, textsOf } from '../json/access.ts'
import { quote } from '../words/sentence.ts'
import { defineFinding, nothing, ofClaims } from './define.ts'
import { looksLikeIdToken } from './judged-token.ts'
import { placeOf } from './token-object.ts'

export const issuerAndAudience = [
  defineFinding({
    id: 'aud-wildcard',
    severity: 'warning',
    why: 'Audiences are compared as plain text. Services match either nothing or everything.',
    reference: '8725bis §3.9',
    reading: ofClaims((claims) =>
      textsOf(memberOf(claims.object, 'aud'))?.includes('*')
        ? [{ text: 'aud is "*"', place: placeOf(claims, 'aud') }]
        : nothing,
    ),
  }),
  defineFinding({
    id: 'iss-not-https',
    severity: 'warning',
    why: 'An OpenID Connect issuer is an https URL, where its keys can be found.',
    reference: 'OIDC Core §2',
    // OIDC Core §2 for ID tokens, RFC 9068 §2.2 with RFC 8414 §2 for at+jwt.
    reading: ofClaims((claims, { context, profile, typeFacts }) => {
      const iss = stringOf(claims.object, 'iss')
      if (iss === null || iss.startsWith('https://')) return nothing
      const idToken =
        context.slot === 'id' || (profile === 'unknown' && looksLikeIdToken(claims.object))
      if (!idToken && typeFacts?.slot !== 'access') return nothing
      return [{ text: `iss is ${quote(iss)}, not an https URL`, place: placeOf(claims, 'iss') }]
    }),
  }),
]
