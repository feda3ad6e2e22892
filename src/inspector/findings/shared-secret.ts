import { algorithms } from '../tables/algorithms.ts'
import { quote } from '../words/sentence.ts'
import { ofAlgorithms } from './algorithm.ts'
import { defineFinding, nothing } from './define.ts'

/** Tokens that are signed with a shared secret: HS256, HS384, HS512. */
export const sharedSecret = [
  defineFinding({
    id: 'hmac-public-key',
    severity: 'error',
    why: 'The public key is known to everyone, so anyone can write this token.',
    reference: '8725bis §2.1',
    verification: ({ hmac }) => {
      const encoding = hmac?.publicKeyEncoding ?? null
      if (encoding === null) return nothing
      return [{ text: `Secret is the text of a public key (${encoding})` }]
    },
  }),
  defineFinding({
    id: 'hmac-weak-secret',
    severity: 'warning',
    why: 'Anyone with one token can guess the secret offline, then write tokens.',
    reference: 'RFC 7518 §3.2',
    verification: ({ hmac }) => {
      if (!hmac) return nothing
      if (hmac.wellKnown === 'empty') return [{ text: 'Secret is empty' }]
      if (hmac.wellKnown === 'listed')
        return [{ text: 'Secret is on the list of well-known secrets' }]
      const { secretBytes, requiredBytes } = hmac
      if (secretBytes === null || secretBytes >= requiredBytes) return nothing
      return [{ text: `Secret has ${secretBytes} bytes, ${requiredBytes} are required` }]
    },
  }),
  defineFinding({
    id: 'hmac-with-jwks',
    severity: 'warning',
    why: 'A service that accepts both kinds can be tricked into using a public key as the secret.',
    reference: '8725bis §3.1',
    // A provider that publishes keys is expected to sign with them.
    reading: ofAlgorithms((_, written, { context, isJwt }) =>
      context.publishesKeys === true &&
      isJwt &&
      written !== null &&
      algorithms.get(written)?.kind === 'HMAC'
        ? `Signed with a shared secret (${quote(written)}), but the service publishes keys`
        : null,
    ),
  }),
]
