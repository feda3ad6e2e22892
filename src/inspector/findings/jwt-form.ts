import type { JsonNode } from '../json/node.ts'
import { defineFinding, nothing } from './define.ts'
import { type JudgedToken, partOf } from './judged-token.ts'

/** What the payload is instead of an object; null if it is one or the token need not be a JWT. */
function wrongPayload({ reading, isJwt, type }: JudgedToken): string | null {
  if (reading.kind !== 'jws' && reading.kind !== 'sd-jwt') return null
  const { payload } = reading
  if (payload.form === 'json' && payload.root.kind !== 'object') {
    // Compact, with JSON inside, and nothing says that it is not a JWT.
    const looksLikeJwt =
      reading.kind === 'jws' &&
      reading.serialization === 'compact' &&
      !reading.unencoded &&
      type === null
    return isJwt || looksLikeJwt ? kindNames[payload.root.kind] : null
  }
  if (!isJwt) return null
  if (payload.form === 'text') return 'text'
  return payload.form === 'bytes' ? 'binary' : null
}

const kindNames: Record<Exclude<JsonNode['kind'], 'object'>, string> = {
  array: 'a JSON array',
  string: 'a JSON string',
  number: 'a JSON number',
  boolean: 'a JSON boolean',
  null: 'null',
}

/** What makes a JWS or JWE a JWT. */
export const jwtForm = [
  defineFinding({
    id: 'payload-not-object',
    severity: 'error',
    why: 'The claims of a JWT must be one JSON object.',
    reference: 'RFC 7519 §7.2',
    reading: (token) => {
      const what = wrongPayload(token)
      if (what === null) return nothing
      const part = partOf(token.reading, 'payload')
      const place = part === null ? null : { part, pointer: '' }
      return [{ text: `Payload is ${what}, not an object`, place }]
    },
  }),
  defineFinding({
    id: 'json-serialized-jwt',
    severity: 'warning',
    why: 'A JWT must be compact. A library that also reads JSON can be shown two different tokens.',
    reference: '8725bis §2.13',
    reading: ({ reading, isJwt, type }) => {
      if (reading.kind !== 'jws' && reading.kind !== 'jwe') return nothing
      if (reading.serialization === 'compact') return nothing
      const encrypted = reading.kind === 'jwe' && (type === 'jwt' || type?.endsWith('+jwt'))
      if (!encrypted && !isJwt) return nothing
      return [{ text: `JWT in ${reading.serialization} JSON form` }]
    },
  }),
]
