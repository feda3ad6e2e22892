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

const ofJwk = ofParameter('jwk', 'Header contains the key (jwk)')

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
    why: 'Anyone who sees the token can sign with this key. Replace the key.',
    reference: 'RFC 7515 §4.1.3',
    reading: ofHeaders((header) => {
      const jwk = objectOf(header.object, 'jwk')
      const found = privateMembers.filter((name) => hasMember(jwk, name))
      if (found.length === 0) return nothing
      return [
        { text: `jwk contains the private key (${list(found)})`, place: placeOf(header, 'jwk') },
      ]
    }),
  }),
  defineFinding({
    id: 'header-jwk',
    severity: 'warning',
    why: 'Any sender can put their own key here. Trust only a key you already know.',
    reference: '8725bis §3.10',
    reading: (token) => (token.typeFacts?.holdsKey ? nothing : ofJwk(token)),
  }),
  defineFinding({
    id: 'header-jku',
    severity: 'warning',
    why: 'A service that follows it fetches keys from an address the sender chose.',
    reference: '8725bis §3.10',
    reading: ofParameter('jku', 'Header names the address of the keys (jku)'),
  }),
  defineFinding({
    id: 'header-x5u',
    severity: 'warning',
    why: 'A service that follows it fetches certificates from an address the sender chose.',
    reference: '8725bis §3.10',
    reading: ofParameter('x5u', 'Header names the address of the certificate (x5u)'),
  }),
  defineFinding({
    id: 'x5c-mismatch',
    severity: 'warning',
    why: 'The certificates must form a chain that begins with the signing key.',
    reference: 'RFC 7515 §4.1.6 to §4.1.8',
    verification: ({ certificates }) => (certificates?.problems ?? []).map((text) => ({ text })),
  }),
  defineFinding({
    id: 'kid-suspicious',
    severity: 'warning',
    why: 'Some services put kid into file paths, SQL or shell commands. These characters can escape from them.',
    reference: '8725bis §3.10',
    reading: ofHeaders((header) => {
      const kid = stringOf(header.object, 'kid')
      if (kid === null) return nothing
      const found = reachesOut.filter(([pattern]) => pattern.test(kid)).map(([, name]) => name)
      if (found.length === 0) return nothing
      return [{ text: `kid contains ${list(found)}: ${quote(kid)}`, place: placeOf(header, 'kid') }]
    }),
  }),
  defineFinding({
    id: 'kid-missing',
    severity: 'note',
    why: 'With several keys, a verifier has to try each one.',
    reference: 'OIDC Core §10.1',
    verification: ({ keyCandidates, keyIdInHeader }) =>
      keyIdInHeader || keyCandidates === null || keyCandidates < 2
        ? nothing
        : [{ text: `No kid, and ${keyCandidates} keys could have signed the token` }],
  }),
]
