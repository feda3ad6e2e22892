import type { Entries } from './catalogue.ts'

/** Claims, what kinds of token ask of them, and what they give away. */
export const claimEntries = {
  'claim-type': {
    severity: 'error',
    why: 'Services read this claim as another type, and refuse it or compare it wrongly.',
    reference: 'RFC 7519 4.1',
  },
  'aud-missing': {
    severity: 'note',
    why: 'Without an audience, a token for one service can be used at another.',
    reference: 'RFC 7519 4.1.3',
  },
  'iss-missing': {
    severity: 'note',
    why: 'Nothing says who issued it, and so which keys may have signed it.',
    reference: 'RFC 7519 4.1.1',
  },
  'sub-missing': {
    severity: 'note',
    why: 'Nothing says whom it is about.',
    reference: 'RFC 7519 4.1.2',
  },
  'aud-wildcard': {
    severity: 'warning',
    why: 'It is compared as plain text: either nobody matches, or everybody does.',
    reference: '8725bis 3.9',
  },
  'iss-not-https': {
    severity: 'warning',
    why: 'The issuer is an https address at which its keys can be found.',
    reference: 'OIDC Core 2',
  },
  'bearer-unbound': {
    severity: 'note',
    why: 'Whoever has it can use it: it is bound to no key.',
    reference: 'RFC 9449 6',
  },
  'sender-constrained': {
    severity: 'note',
    why: 'It is of use only together with that key.',
    reference: 'RFC 9449 6, RFC 8705 3.1',
  },
  'at-jwt-incomplete': {
    severity: 'error',
    why: 'An at+jwt access token must carry iss, exp, aud, sub, client_id, iat and jti.',
    reference: 'RFC 9068 2.2',
  },
  'id-token-incomplete': {
    severity: 'error',
    why: 'An ID token must carry iss, sub, aud, exp and iat.',
    reference: 'OIDC Core 2',
  },
  'nonce-missing': {
    severity: 'note',
    why: 'A nonce ties the ID token to the login that asked for it.',
    reference: 'OIDC Core 3.1.2.1',
  },
  'at-hash-mismatch': {
    severity: 'error',
    why: 'The ID token was issued with another access token than the one beside it.',
    reference: 'OIDC Core 3.1.3.6',
  },
  'id-token-as-access': {
    severity: 'warning',
    why: 'An ID token is for the client that asked for it; an API must not accept it.',
    reference: '8725bis 3.12',
  },
  'dpop-incomplete': {
    severity: 'error',
    why: 'A DPoP proof must carry jwk in its header, and jti, htm, htu and iat.',
    reference: 'RFC 9449 4.2',
  },
  'logout-invalid': {
    severity: 'error',
    why: 'A logout token names whom it logs out and holds the event, and is never to be mistaken for an ID token.',
    reference: 'OIDC Back-Channel Logout 2.4',
  },
  'set-without-events': {
    severity: 'error',
    why: 'A security event token says in events what happened.',
    reference: 'RFC 8417 2.2',
  },
  'sd-undisclosed-reference': {
    severity: 'error',
    why: 'The issuer signed no digest for it, so it can be anybody’s addition.',
    reference: 'RFC 9901 7.1',
  },
  'sd-duplicate-digest': {
    severity: 'error',
    why: 'One disclosure would then stand in two places.',
    reference: 'RFC 9901 7.1',
  },
  'sd-claim-collision': {
    severity: 'error',
    why: 'A disclosed claim must not replace what is there.',
    reference: 'RFC 9901 7.1',
  },
  'kb-hash-mismatch': {
    severity: 'error',
    why: 'The holder signed another selection of disclosures, another token, or none.',
    reference: 'RFC 9901 4.3',
  },
  'sensitive-claims': {
    severity: 'warning',
    why: 'A signed token is not encrypted: everybody it passes can read it, and logs keep it.',
    reference: 'RFC 7519 12',
  },
  'token-in-url': {
    severity: 'warning',
    why: 'Addresses end up in histories, logs and Referer headers.',
    reference: 'RFC 6750 5.3',
  },
  'too-large': {
    severity: 'warning',
    why: 'Browsers drop larger cookies, and servers refuse larger headers.',
    reference: 'RFC 6265 6.1, RFC 9110 5.4',
  },
  'invisible-text': {
    severity: 'warning',
    why: 'What is shown is not what is compared: two different values can look the same.',
    reference: 'UTS 39',
  },
} as const satisfies Entries
