import { hasMember, objectOf, stringOf } from '../json/access.ts'
import { list, quote } from '../words/sentence.ts'
import { defineFinding, nothing, ofHeaders, type Rule } from './define.ts'
import { placeOf } from './token-object.ts'

/** Only for signed tokens: in a JWE these parameters identify the recipient's key. */
const ofParameter = (name: string, text: string): Rule =>
  ofHeaders((header, { reading }) =>
    reading.kind !== 'jwe' && hasMember(header.object, name)
      ? [{ text, place: placeOf(header, name) }]
      : nothing,
  )

const ofJwk = ofParameter('jwk', 'The header holds the key itself.')

/** RFC 7518 §6.2.2, §6.3.2, §6.4.1; RFC 9964 for ML-DSA. */
const privateMembers = ['d', 'k', 'p', 'priv']

/** Not `/ + = : # ? &`, which are normal in base64, DIDs and URLs. */
const reachesOut: readonly (readonly [RegExp, string])[] = [
  [/\.\./, 'two dots'],
  [/\0/, 'a NUL character'],
  [/['"]/, 'a quote'],
  [/;/, 'a semicolon'],
  [/`/, 'a backtick'],
  [/\$\(/, '$('],
]

/** Keys that the header contains, names or links to. */
export const headerKeys = [
  defineFinding({
    id: 'header-jwk-private',
    severity: 'error',
    why: 'Everybody who sees the token can now sign in the name of this key. Replace the key.',
    reference: 'RFC 7515 4.1.3',
    reading: ofHeaders((header) => {
      const jwk = objectOf(header.object, 'jwk')
      const found = privateMembers.filter((name) => hasMember(jwk, name))
      if (found.length === 0) return nothing
      return [{ text: `jwk holds ${list(found)}: the private key.`, place: placeOf(header, 'jwk') }]
    }),
  }),
  defineFinding({
    id: 'header-jwk',
    severity: 'warning',
    why: 'Who writes a token can put any key here: it proves nothing unless the key is trusted already.',
    reference: '8725bis 3.10',
    reading: (token) => (token.typeFacts?.holdsKey ? nothing : ofJwk(token)),
  }),
  defineFinding({
    id: 'header-jku',
    severity: 'warning',
    why: 'A service that follows it fetches keys from wherever the sender says.',
    reference: '8725bis 3.10',
    reading: ofParameter('jku', 'The header says where to fetch the keys.'),
  }),
  defineFinding({
    id: 'header-x5u',
    severity: 'warning',
    why: 'A service that follows it fetches certificates from wherever the sender says.',
    reference: '8725bis 3.10',
    reading: ofParameter('x5u', 'The header says where to fetch the certificate.'),
  }),
  defineFinding({
    id: 'x5c-mismatch',
    severity: 'warning',
    why: 'The certificates must form a chain whose first one holds the key of the signature.',
    reference: 'RFC 7515 4.1.6 to 4.1.8',
    verification: ({ certificates }) => (certificates?.problems ?? []).map((text) => ({ text })),
  }),
  defineFinding({
    id: 'kid-suspicious',
    severity: 'warning',
    why: 'Services have put kid into file paths, SQL and shell commands; these characters reach out of them.',
    reference: '8725bis 3.10',
    reading: ofHeaders((header) => {
      const kid = stringOf(header.object, 'kid')
      if (kid === null) return nothing
      const found = reachesOut.filter(([pattern]) => pattern.test(kid)).map(([, name]) => name)
      if (found.length === 0) return nothing
      return [{ text: `kid holds ${list(found)}: ${quote(kid)}.`, place: placeOf(header, 'kid') }]
    }),
  }),
  defineFinding({
    id: 'kid-missing',
    severity: 'note',
    why: 'With several keys in the set, a verifier has to try each.',
    reference: 'OIDC Core 10.1',
    verification: ({ keyCandidates, keyIdInHeader }) =>
      keyIdInHeader || keyCandidates === null || keyCandidates < 2
        ? nothing
        : [{ text: `The header has no kid, and ${keyCandidates} keys could have signed it.` }],
  }),
]
