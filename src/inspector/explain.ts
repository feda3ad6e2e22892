import type { FoundIn, FoundToken } from './looks/found-token.ts'
import type { Inspection } from './read/inspection.ts'
import { counted } from './words/count.ts'

/** Sentences about the kind of token and what can be done with it; none if its claims say enough. */
export function explain(inspection: Inspection): string[] {
  switch (inspection.kind) {
    case 'opaque': {
      const { characters, alphabet, entropyBits, shape } = inspection
      const size = `${counted(characters, 'character')} of ${alphabet}`
      return [
        `There is nothing to decode: ${size}, about ${Math.round(entropyBits)} bits.`,
        ...(shape === null ? [] : [shape]),
        'Introspection (RFC 7662) is the way to learn more.',
      ]
    }
    case 'known':
      return [`From ${inspection.issuer}. There is nothing to decode.`]
    case 'malformed':
    case 'nothing':
      return [inspection.problem]
    case 'jwe': {
      const keys = new Set(inspection.recipients.map(({ opensWith }) => opensWith))
      const closed = inspection.payload.form === 'absent' && keys.size > 0
      return closed ? [`Encrypted: ${[...keys].join(', or ')} would open it.`] : []
    }
    case 'jws': {
      const { privateTo, detached, payload, unencoded } = inspection
      return [
        ...(privateTo === null
          ? []
          : [`${privateTo} made it for itself: nobody else can verify it.`]),
        ...(detached && payload.form === 'absent'
          ? [
              'The payload is detached: it stands beside the token, not in it (RFC 7515 appendix F).',
            ]
          : []),
        ...(unencoded ? ['The payload is signed as it is, without base64url (RFC 7797).'] : []),
      ]
    }
    case 'paseto':
      return [
        inspection.purpose === 'local'
          ? 'Encrypted: only its shared key opens it.'
          : 'The payload is signed, and nothing of it is verified here.',
      ]
    case 'sd-jwt':
      return [`Selective disclosure, digests by ${inspection.hashAlgorithm}.`]
  }
}

/** Describes where a token with this name was found; null if that says nothing. */
const places: Record<FoundIn, ((name: string) => string) | null> = {
  bare: null,
  text: null,
  header: (name) => `an HTTP header, ${name}`,
  cookie: (name) => `a cookie, ${name}`,
  'url-query': (name) => `a URL, query parameter ${name}`,
  'url-fragment': (name) => `a URL, fragment parameter ${name}`,
  form: (name) => `a form body, field ${name}`,
  json: (name) => `JSON, member ${name}`,
}

/**
 * Where a token was found and what was removed around it: `Found in JSON, member access_token. Taken
 * off: quotes.`; empty for one that stood alone.
 */
export function originText({
  foundIn,
  name,
  stripped,
}: Pick<FoundToken, 'foundIn' | 'name' | 'stripped'>): string {
  const place = name === null ? undefined : places[foundIn]?.(name)
  // Leaves out what the place names already.
  const rest = place
    ? stripped.filter((phrase) => !phrase.split(' ').includes(name ?? ''))
    : stripped
  return [
    ...(place ? [`Found in ${place}.`] : []),
    ...(rest.length > 0 ? [`Taken off: ${rest.join(', ')}.`] : []),
  ].join(' ')
}
