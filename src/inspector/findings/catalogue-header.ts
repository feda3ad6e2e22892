import type { Entries } from './catalogue.ts'

/** The JOSE header and the serialization. */
export const headerEntries = {
  'crit-invalid': {
    severity: 'error',
    why: 'The extensions in crit must be understood; a list that breaks its rules must be refused.',
    reference: 'RFC 7515 4.1.11',
  },
  'crit-unknown': {
    severity: 'warning',
    why: 'Who does not understand an extension listed in crit must refuse the token, as we would.',
    reference: 'RFC 7515 4.1.11',
  },
  'b64-in-jwt': {
    severity: 'error',
    why: 'A JWT is always base64url-encoded.',
    reference: 'RFC 7797 7',
  },
  'header-jwk': {
    severity: 'warning',
    why: 'Who writes a token can put any key here: it proves nothing unless the key is trusted already.',
    reference: '8725bis 3.10',
  },
  'header-jku': {
    severity: 'warning',
    why: 'A service that follows it fetches keys from wherever the sender says.',
    reference: '8725bis 3.10',
  },
  'header-x5u': {
    severity: 'warning',
    why: 'A service that follows it fetches certificates from wherever the sender says.',
    reference: '8725bis 3.10',
  },
  'header-jwk-private': {
    severity: 'error',
    why: 'Everybody who sees the token can now sign in the name of this key. Replace the key.',
    reference: 'RFC 7515 4.1.3',
  },
  'x5c-mismatch': {
    severity: 'warning',
    why: 'The certificates must form a chain whose first one holds the key of the signature.',
    reference: 'RFC 7515 4.1.6 to 4.1.8',
  },
  'json-serialized-jwt': {
    severity: 'warning',
    why: 'JWTs are compact; a library that also reads JSON can be shown two different tokens in one.',
    reference: '8725bis 2.13',
  },
  'kid-suspicious': {
    severity: 'warning',
    why: 'Services have put kid into file paths, SQL and shell commands; these characters reach out of them.',
    reference: '8725bis 3.10',
  },
  'kid-missing': {
    severity: 'note',
    why: 'With several keys in the set, a verifier has to try each.',
    reference: 'OIDC Core 10.1',
  },
  'typ-missing': {
    severity: 'note',
    why: 'An explicit type keeps one kind of token from being taken for another.',
    reference: '8725bis 3.11',
  },
  'typ-application-prefix': {
    severity: 'note',
    why: 'The prefix is left out by convention; a verifier that compares plainly refuses it.',
    reference: '8725bis 3.11',
  },
  'typ-mismatch': {
    severity: 'warning',
    why: 'A token of one kind must not be accepted as another.',
    reference: '8725bis 3.11',
  },
  'jwe-zip': {
    severity: 'warning',
    why: 'Compression leaks the content through its length, and a small token can unpack to a huge one.',
    reference: '8725bis 3.6, 3.15',
  },
  'replicated-claims-differ': {
    severity: 'error',
    why: 'Claims repeated in the header must be the same inside: routing and checking would differ.',
    reference: 'RFC 7519 5.3',
  },
} as const satisfies Entries
