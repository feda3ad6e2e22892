import type { Anomaly } from '../encoding/anomaly.ts'
import type { Finding } from '../read/finding.ts'
import type { PartRole, Reading } from '../read/inspection.ts'
import { quote } from '../words/sentence.ts'
import { type About, defineFindings, raise } from './define.ts'
import { tokenMalformed } from './malformed.ts'

const duplicateNames = {
  id: 'duplicate-names',
  severity: 'error',
  why: 'Parsers disagree which of the two counts, so two services can read two different tokens.',
  reference: 'RFC 7519 4',
} as const satisfies About

const charactersOutsideJwt = {
  id: 'characters-outside-jwt',
  severity: 'error',
  why: 'Only letters, digits, - and _ belong in a part; lenient readers accept more and let one token be written in many ways.',
  reference: '8725bis 3.14',
} as const satisfies About

const base64urlNoncanonical = {
  id: 'base64url-noncanonical',
  severity: 'warning',
  why: 'Some decoders refuse bits that are left over, others ignore them: the same bytes can be written in several ways.',
  reference: 'RFC 4648 3.5',
} as const satisfies About

const byteOrderMark = {
  id: 'byte-order-mark',
  severity: 'warning',
  why: 'JSON must not begin with one; some parsers refuse it, others skip it.',
  reference: 'RFC 8259 8.1',
} as const satisfies About

const jsonInvalid = {
  id: 'json-invalid',
  severity: 'error',
  why: 'What is no JSON cannot be read as a header or as claims.',
  reference: 'RFC 8259 2',
} as const satisfies About

const jsonTrailingText = {
  id: 'json-trailing-text',
  severity: 'error',
  why: 'After the JSON value nothing may follow; a lenient parser does not see what does.',
  reference: 'RFC 8259 2',
} as const satisfies About

const jsonTooDeep = {
  id: 'json-too-deep',
  severity: 'error',
  why: 'Nesting this deep serves to bring parsers down; nobody reads it.',
  reference: 'RFC 8259 9',
} as const satisfies About

const utf8Invalid = {
  id: 'utf8-invalid',
  severity: 'error',
  why: 'JSON is UTF-8; parsers replace, drop or refuse such bytes.',
  reference: 'RFC 8259 8.1',
} as const satisfies About

const numberInexact = {
  id: 'number-inexact',
  severity: 'warning',
  why: 'Most parsers read numbers as doubles and change this one without a word.',
  reference: 'RFC 8259 6',
} as const satisfies About

const loneSurrogate = {
  id: 'lone-surrogate',
  severity: 'warning',
  why: 'It is half a character: parsers replace it, keep it or refuse the text.',
  reference: 'RFC 8259 8.2',
} as const satisfies About

/** What the readers noticed and read past: one finding for each anomaly, in their order. */
export const anomalies = defineFindings(
  [
    duplicateNames,
    charactersOutsideJwt,
    base64urlNoncanonical,
    byteOrderMark,
    jsonInvalid,
    jsonTrailingText,
    jsonTooDeep,
    utf8Invalid,
    numberInexact,
    loneSurrogate,
  ],
  ({ reading }) => reading.anomalies.map((anomaly) => explain(anomaly, reading)),
)

function explain(anomaly: Anomaly, reading: Reading): Finding {
  const { place } = anomaly
  const part = reading.parts[place.part]
  const name = part && !isAround(anomaly) ? `The ${lowerFirst(part.name)}` : 'It'
  switch (anomaly.type) {
    case 'duplicate-name': {
      const decides = anomaly.depth === 0 && part !== undefined && judgedRoles.has(part.role)
      const text = `${name} holds ${quote(anomaly.name)} more than once in one object.`
      return raise(duplicateNames, { text, place, severity: decides ? 'error' : 'warning' })
    }
    case 'number-inexact': {
      const text = `The number ${cut(anomaly.text)} is read as ${cut(anomaly.readAs)} by most parsers.`
      return raise(numberInexact, { text, place })
    }
    case 'lone-surrogate':
      return raise(loneSurrogate, { text: `${name} holds half a character.`, place })
    case 'byte-order-mark':
      return raise(byteOrderMark, { text: `${name} begins with a byte order mark.`, place })
    case 'utf8-invalid':
      return raise(utf8Invalid, { text: `${name} is no valid UTF-8.`, place })
    case 'json-invalid':
      return raise(jsonInvalid, { text: `${name} is no JSON: ${anomaly.problem}.`, place })
    case 'json-too-deep': {
      const text = `${name} nests deeper than ${anomaly.limit} levels.`
      return raise(jsonTooDeep, { text, place })
    }
    case 'json-trailing-text':
      return raise(jsonTrailingText, { text: `${name} holds more text after its JSON.`, place })
    case 'base64-outside':
      return raise(charactersOutsideJwt, { text: `${name} holds ${outside[anomaly.what]}.`, place })
    case 'base64-trailing-bits': {
      const text = `${name} ends in bits that belong to no byte.`
      return raise(base64urlNoncanonical, { text, place })
    }
    case 'base64-length': {
      const text = `${name} is one character too long for base64url.`
      return raise(tokenMalformed, { text, place })
    }
  }
}

/** In the JSON around the parts of a serialization; its place names the first part. */
const isAround = ({ type, place }: Anomaly): boolean =>
  !type.startsWith('base64') && place.text !== undefined && place.pointer === undefined

/** A number can have as many digits as its author liked. */
const cut = (digits: string): string => (digits.length > 40 ? `${digits.slice(0, 40)}…` : digits)

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1)

/** Parts in which a duplicate member decides how the token is judged. */
const judgedRoles: ReadonlySet<PartRole> = new Set(['header', 'unprotected-header', 'payload'])

const outside = {
  padding: 'base64 padding (=)',
  'standard-alphabet': '+ or /, which belong to plain base64',
  whitespace: 'white space',
  other: 'a character that is not base64url',
}
