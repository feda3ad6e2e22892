import { hasMember } from '../json/access.ts'
import { quote } from '../words/sentence.ts'
import { defineFinding, nothing, ofClaims } from './define.ts'
import { looksLikeIdToken } from './judged-token.ts'
import { placeOf } from './token-object.ts'

const slotNames = { access: 'an access token', refresh: 'a refresh token', id: 'an ID token' }

/** Tokens that arrived as another kind than they are. */
export const mistakenKind = [
  defineFinding({
    id: 'id-token-as-access',
    severity: 'warning',
    why: 'ID tokens are for the client that requested them. An API must not accept one.',
    reference: '8725bis §3.12',
    reading: ofClaims((claims, { context, typeFacts }) => {
      if (context.slot !== 'access' || typeFacts?.slot === 'access') return nothing
      if (!looksLikeIdToken(claims.object)) return nothing
      const text = 'Issued as an access token, but has the claims of an ID token'
      return [{ text, place: placeOf(claims) }]
    }),
  }),
  defineFinding({
    id: 'typ-mismatch',
    severity: 'warning',
    why: 'A token of one kind must not be accepted as another.',
    reference: '8725bis §3.11',
    reading: ({ context: { slot }, type, typeFacts, headers }) => {
      const header = headers.find(({ object }) => hasMember(object, 'typ'))
      if (slot === undefined || type === null || !typeFacts || !header) return nothing
      if (typeFacts.slot === slot) return nothing
      const text = `typ is ${quote(type)}, but the token was issued as ${slotNames[slot]}`
      return [{ text, place: placeOf(header, 'typ') }]
    },
  }),
]
