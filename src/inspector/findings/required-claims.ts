import { hasMember, objectOf } from '../json/access.ts'
import { list } from '../words/sentence.ts'
import { defineFinding, nothing, ofClaims, type Raised } from './define.ts'
import { logoutEvent } from './judged-token.ts'
import { placeOf, type TokenObject } from './token-object.ts'

/** The names that are missing from an object. */
const lacking = ({ object }: TokenObject, names: readonly string[] = []): readonly string[] =>
  names.filter((name) => !hasMember(object, name))

/** OpenID Connect Core §2. ID tokens have no `typ` of their own. */
const requiredInIdToken = ['iss', 'sub', 'aud', 'exp', 'iat']

/** Claims that the specification of a kind of token requires or forbids. */
export const requiredClaims = [
  defineFinding({
    id: 'at-jwt-incomplete',
    severity: 'error',
    why: 'An at+jwt access token must carry iss, exp, aud, sub, client_id, iat and jti.',
    reference: 'RFC 9068 §2.2',
    reading: ofClaims((claims, { typeFacts }) => {
      const names = typeFacts?.slot === 'access' ? lacking(claims, typeFacts.requires) : []
      if (names.length === 0) return nothing
      return [{ text: `Missing claims: ${list(names)}`, place: placeOf(claims) }]
    }),
  }),
  defineFinding({
    id: 'id-token-incomplete',
    severity: 'error',
    why: 'An ID token must carry iss, sub, aud, exp and iat.',
    reference: 'OIDC Core §2',
    reading: ofClaims((claims, { context }) => {
      const names = context.slot === 'id' ? lacking(claims, requiredInIdToken) : []
      if (names.length === 0) return nothing
      return [{ text: `Missing claims: ${list(names)}`, place: placeOf(claims) }]
    }),
  }),
  defineFinding({
    id: 'dpop-incomplete',
    severity: 'error',
    why: 'A DPoP proof must carry jwk in its header, and jti, htm, htu and iat.',
    reference: 'RFC 9449 §4.2',
    reading: ofClaims((claims, { profile, typeFacts, headers: [header] }) => {
      if (!header || profile !== 'dpop') return nothing
      const names = [...lacking(header, ['jwk']), ...lacking(claims, typeFacts?.requires)]
      if (names.length === 0) return nothing
      return [{ text: `DPoP proof without ${list(names)}`, place: placeOf(claims) }]
    }),
  }),
  defineFinding({
    id: 'logout-invalid',
    severity: 'error',
    why: 'A logout token must name the user or session and the logout event, and have no nonce.',
    reference: 'OIDC Back-Channel Logout §2.4',
    reading: ofClaims((claims, { profile }) => {
      if (profile !== 'logout') return nothing
      const found: Raised[] = []
      if (hasMember(claims.object, 'nonce')) {
        const text = 'Logout token with a nonce, which is not allowed'
        found.push({ text, place: placeOf(claims, 'nonce') })
      }
      if (lacking(claims, ['sub', 'sid']).length === 2) {
        const text = 'Logout token without sub and sid'
        found.push({ text, place: placeOf(claims) })
      }
      if (!hasMember(objectOf(claims.object, 'events'), logoutEvent)) {
        const text = 'Logout token without a logout event in events'
        found.push({ text, place: placeOf(claims, 'events') })
      }
      return found
    }),
  }),
  defineFinding({
    id: 'set-without-events',
    severity: 'error',
    why: 'A security event token must describe the event in events.',
    reference: 'RFC 8417 §2.2',
    reading: ofClaims((claims, { profile, typeFacts }) => {
      if (profile !== 'security-event') return nothing
      const names = lacking(claims, typeFacts?.requires)
      if (names.length === 0) return nothing
      return [{ text: `Security event token without ${list(names)}`, place: placeOf(claims) }]
    }),
  }),
]
