import { hasMember, objectOf } from '../json/access.ts'
import { defineFinding, nothing, ofClaims } from './define.ts'
import { placeOf } from './token-object.ts'

/** RFC 9449 §6.1 and RFC 8705 §3.1. */
const keyBindings = { jkt: 'a DPoP key', 'x5t#S256': 'a client certificate' } as const

/** Whether the token is bound to a key or anyone who holds it can use it. */
export const keyBinding = [
  defineFinding({
    id: 'sender-constrained',
    severity: 'note',
    why: 'Only the holder of that key can use the token.',
    reference: 'RFC 9449 §6, RFC 8705 §3.1',
    reading: ofClaims((claims) => {
      const confirmation = objectOf(claims.object, 'cnf')
      return Object.entries(keyBindings)
        .filter(([name]) => hasMember(confirmation, name))
        .map(([name, key]) => ({
          text: `Bound to ${key} (cnf.${name})`,
          place: placeOf(claims, 'cnf'),
        }))
    }),
  }),
  defineFinding({
    id: 'bearer-unbound',
    severity: 'note',
    why: 'Anyone who holds it can use it.',
    reference: 'RFC 9449 §6',
    reading: ofClaims((claims, { profile, context }) => {
      if (profile !== 'access' || hasMember(claims.object, 'cnf')) return nothing
      if (context.lacks?.includes('cnf')) return nothing
      return [{ text: 'Bearer token, not bound to a key (no cnf)', place: placeOf(claims) }]
    }),
  }),
]
