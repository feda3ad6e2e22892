import type { Anomaly } from '../encoding/anomaly.ts'
import type { Finding } from '../read/finding.ts'
import type { PartRole, Reading } from '../read/inspection.ts'
import { isJwt, partOf, typeOf } from './kinds.ts'
import { nothing, quote, raise } from './raise.ts'
import type { Case } from './rule.ts'

/** What the readers passed over: one finding for each anomaly. */
export const anomalies = ({ reading }: Case): readonly Finding[] =>
  reading.anomalies.map((anomaly) => explain(anomaly, reading))

function explain(anomaly: Anomaly, reading: Reading): Finding {
  const { place } = anomaly
  const part = reading.parts[place.part]
  const name = part && !isAround(anomaly) ? `The ${lowerFirst(part.name)}` : 'It'
  switch (anomaly.type) {
    case 'duplicate-name': {
      const weighs = anomaly.depth === 0 && part !== undefined && judgedRoles.has(part.role)
      const said = `${name} holds ${quote(anomaly.name)} more than once in one object.`
      return raise('duplicate-names', said, place, weighs ? 'error' : 'warning')
    }
    case 'number-inexact': {
      const said = `The number ${cut(anomaly.text)} is read as ${cut(anomaly.readAs)} by most parsers.`
      return raise('number-inexact', said, place)
    }
    case 'lone-surrogate':
      return raise('lone-surrogate', `${name} holds half a character.`, place)
    case 'byte-order-mark':
      return raise('byte-order-mark', `${name} begins with a byte order mark.`, place)
    case 'utf8-invalid':
      return raise('utf8-invalid', `${name} is no valid UTF-8.`, place)
    case 'json-invalid':
      return raise('json-invalid', `${name} is no JSON: ${anomaly.problem}.`, place)
    case 'json-too-deep':
      return raise('json-too-deep', `${name} nests deeper than ${anomaly.limit} levels.`, place)
    case 'json-trailing-text':
      return raise('json-trailing-text', `${name} holds more text after its JSON.`, place)
    case 'base64-outside': {
      const what = outside[anomaly.what]
      return raise('characters-outside-jwt', `${name} holds ${what}.`, place)
    }
    case 'base64-trailing-bits':
      return raise('base64url-noncanonical', `${name} ends in bits that belong to no byte.`, place)
    case 'base64-length':
      return raise('token-malformed', `${name} is one character too long for base64url.`, place)
  }
}

/** In the JSON of a serialization, beside its parts: the first of those stands for all of it. */
const isAround = ({ type, place }: Anomaly): boolean =>
  !type.startsWith('base64') && place.text !== undefined && place.pointer === undefined

/** A number has as many digits as its author liked. */
const cut = (digits: string): string => (digits.length > 40 ? `${digits.slice(0, 40)}…` : digits)

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1)

/** Where a name that stands twice decides how the token is judged. */
const judgedRoles: ReadonlySet<PartRole> = new Set(['header', 'unprotected-header', 'payload'])

const outside = {
  padding: 'base64 padding (=)',
  'standard-alphabet': '+ or /, which belong to plain base64',
  whitespace: 'white space',
  other: 'a character that is not base64url',
}

/** Begins like a token and is none. */
export const malformed = ({ reading }: Case): readonly Finding[] =>
  reading.kind === 'malformed' ? [raise('token-malformed', reading.problem)] : nothing

/** RFC 7519 7.2: once decoded, the claims set is an object. A JWS that is no JWT may hold anything. */
export function payloadNotObject(judged: Case): readonly Finding[] {
  const { reading } = judged
  if (reading.kind !== 'jws' && reading.kind !== 'sd-jwt') return nothing
  const { payload } = reading
  const part = partOf(reading, 'payload')
  const place = part === null ? null : { part, pointer: '' }
  const raised = (what: string) => [
    raise('payload-not-object', `The payload is ${what}, not an object.`, place),
  ]
  if (payload.form === 'json' && payload.root.kind !== 'object') {
    return isJwt(judged) || looksLikeJwt(reading) ? raised(kindNames[payload.root.kind]) : nothing
  }
  if (!isJwt(judged)) return nothing
  if (payload.form === 'text') return raised('text')
  return payload.form === 'bytes' ? raised('binary') : nothing
}

/** Compact and JSON, and nothing says that it is something else. */
const looksLikeJwt = (reading: Reading): boolean =>
  reading.kind === 'jws' &&
  reading.serialization === 'compact' &&
  !reading.unencoded &&
  typeOf(reading) === null

const kindNames = {
  array: 'a JSON array',
  string: 'a JSON string',
  number: 'a JSON number',
  boolean: 'a JSON boolean',
  null: 'null',
}
