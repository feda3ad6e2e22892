import type { Entries } from './catalogue.ts'

/** Algorithms, keys and signatures. */
export const algorithmEntries = {
  'alg-none': {
    severity: 'error',
    why: 'Anybody can write such a token; a service that accepts it can be told anything.',
    reference: '8725bis 3.2',
  },
  'nested-unsigned': {
    severity: 'error',
    why: 'Encryption hides it but does not say who wrote it.',
    reference: '8725bis 3.2',
  },
  'alg-case': {
    severity: 'error',
    why: 'Names are compared with their case; filters that look for "none" have been fooled this way.',
    reference: '8725bis 2.11',
  },
  'alg-unregistered': {
    severity: 'warning',
    why: 'Only those who agreed on it in private can check it.',
    reference: 'RFC 7515 4.1.1',
  },
  'alg-unprotected': {
    severity: 'warning',
    why: 'The signature does not cover it: it can be changed on the way.',
    reference: 'RFC 7515 10.7',
  },
  'alg-deprecated': {
    severity: 'note',
    why: 'It leaves open which curve is meant; the newer names say it.',
    reference: 'RFC 9864 2.2',
  },
  rsa1_5: {
    severity: 'warning',
    why: 'Decrypting it leaks, through errors and timing, what an attacker needs to read it.',
    reference: '8725bis 3.2',
  },
  'pbes2-count': {
    severity: 'warning',
    why: 'Too many rounds keep a receiver busy at will, too few make the password cheap to guess.',
    reference: '8725bis 3.13',
  },
  'hmac-weak-secret': {
    severity: 'warning',
    why: 'Whoever has one token can try secrets without asking anybody, and then write tokens.',
    reference: 'RFC 7518 3.2',
  },
  'hmac-public-key': {
    severity: 'error',
    why: 'The public key is known to everybody, so everybody can write this token.',
    reference: '8725bis 2.1',
  },
  'hmac-with-jwks': {
    severity: 'warning',
    why: 'A service that takes both kinds can be made to use a public key as the secret.',
    reference: '8725bis 3.1',
  },
  'rsa-short-key': {
    severity: 'warning',
    why: 'At least 2048 bits are required; shorter keys have been factored or soon can be.',
    reference: 'RFC 7518 3.3',
  },
  'signature-empty': {
    severity: 'error',
    why: 'Nothing can be verified; a service that accepts it does not check.',
    reference: 'RFC 7515 5.2',
  },
  'signature-length': {
    severity: 'error',
    why: 'A signature of another size was cut, padded or made with another algorithm.',
    reference: 'RFC 7518 3, RFC 8037 3.1',
  },
  'signature-der': {
    severity: 'error',
    why: 'JWS wants the two numbers side by side, R then S; DER is what most libraries produce by themselves.',
    reference: 'RFC 7518 3.4',
  },
  'signature-zero': {
    severity: 'error',
    why: 'Libraries that miss this check accept it for any content and any key.',
    reference: 'CVE-2022-21449',
  },
} as const satisfies Entries
