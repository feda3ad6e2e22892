import type { FoundIn, FoundToken } from './looks/found-token.ts'
import type { Inspection } from './read/inspection.ts'
import { counted } from './words/count.ts'

/** Sentences about the kind of token and what can be done with it; none if its claims say enough. */
export function explain(inspection: Inspection): string[] {
  switch (inspection.kind) {
    case 'opaque': {
      const { characters, alphabet, entropyBits, shape } = inspection
      const size = `${counted(characters, 'character')} of ${alphabet}`
      if (shape !== null) return [shape, `${size}.`]
      return [
        `Opaque token: ${size}, about ${Math.round(entropyBits)} bits of entropy.`,
        'Use introspection (RFC 7662) to learn more.',
      ]
    }
    case 'known':
      return [`Opaque token from ${inspection.issuer}.`]
    case 'malformed':
      return [`${inspection.problem}.`]
    case 'nothing':
      return [inspection.problem]
    case 'jwe': {
      const keys = new Set(inspection.recipients.map(({ opensWith }) => opensWith))
      const closed = inspection.payload.form === 'absent' && keys.size > 0
      return closed ? [`Encrypted. To decrypt it, use ${[...keys].join(', or ')}.`] : []
    }
    case 'jws': {
      const { privateTo, detached, payload, unencoded } = inspection
      return [
        ...(privateTo === null ? [] : [`Only ${privateTo} can verify it.`]),
        ...(detached && payload.form === 'absent'
          ? ['Detached payload: sent separately from the token (RFC 7515 §F).']
          : []),
        ...(unencoded ? ['Payload signed without base64url encoding (RFC 7797).'] : []),
      ]
    }
    case 'paseto':
      return [
        inspection.purpose === 'local'
          ? 'Encrypted with a shared key.'
          : 'Signed payload. Not verified.',
      ]
    case 'sd-jwt':
      return [`Selective disclosure with ${inspection.hashAlgorithm} digests.`]
  }
}

/** Describes where a token with this name was found; null if that says nothing. */
const places: Record<FoundIn, ((name: string) => string) | null> = {
  bare: null,
  text: null,
  header: (name) => `an HTTP header, ${name}`,
  cookie: (name) => `a cookie, ${name}`,
  environment: (name) => `an environment variable, ${name}`,
  'url-query': (name) => `a URL, query parameter ${name}`,
  'url-fragment': (name) => `a URL, fragment parameter ${name}`,
  form: (name) => `a form body, field ${name}`,
  json: (name) => `JSON, property ${name}`,
}

/**
 * Where a token was found and what was removed around it: `Found in JSON, property access_token.
 * Removed: quotes.`; empty for one that stood alone.
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
    ...(rest.length > 0 ? [`Removed: ${rest.join(', ')}.`] : []),
  ].join(' ')
}
