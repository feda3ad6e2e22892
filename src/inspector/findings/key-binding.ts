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
    why: 'It is of use only together with that key.',
    reference: 'RFC 9449 6, RFC 8705 3.1',
    reading: ofClaims((claims) => {
      const confirmation = objectOf(claims.object, 'cnf')
      return Object.entries(keyBindings)
        .filter(([name]) => hasMember(confirmation, name))
        .map(([name, key]) => ({
          text: `cnf.${name} binds it to ${key}.`,
          place: placeOf(claims, 'cnf'),
        }))
    }),
  }),
  defineFinding({
    id: 'bearer-unbound',
    severity: 'note',
    why: 'Whoever has it can use it: it is bound to no key.',
    reference: 'RFC 9449 6',
    reading: ofClaims((claims, { profile, context }) => {
      if (profile !== 'access' || hasMember(claims.object, 'cnf')) return nothing
      if (context.lacks?.includes('cnf')) return nothing
      return [{ text: 'It is a plain bearer token, without cnf.', place: placeOf(claims) }]
    }),
  }),
]
