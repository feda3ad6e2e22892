import type { Anomaly } from '../encoding/anomaly.ts'
import type { PartRole, TokenPart } from '../read/inspection.ts'
import { quote } from '../words/sentence.ts'
import { type About, defineFindings, raise } from './define.ts'
import { tokenMalformed } from './malformed.ts'

const byAnomaly = {
  'duplicate-name': {
    id: 'duplicate-names',
    severity: 'error',
    why: 'Parsers disagree which of the two counts, so two services can read two different tokens.',
    reference: 'RFC 7519 4',
  },
  'base64-outside': {
    id: 'characters-outside-jwt',
    severity: 'error',
    why: 'Only letters, digits, - and _ belong in a part; lenient readers accept more and let one token be written in many ways.',
    reference: '8725bis 3.14',
  },
  'base64-trailing-bits': {
    id: 'base64url-noncanonical',
    severity: 'warning',
    why: 'Some decoders refuse bits that are left over, others ignore them: the same bytes can be written in several ways.',
    reference: 'RFC 4648 3.5',
  },
  'byte-order-mark': {
    id: 'byte-order-mark',
    severity: 'warning',
    why: 'JSON must not begin with one; some parsers refuse it, others skip it.',
    reference: 'RFC 8259 8.1',
  },
  'json-invalid': {
    id: 'json-invalid',
    severity: 'error',
    why: 'What is no JSON cannot be read as a header or as claims.',
    reference: 'RFC 8259 2',
  },
  'json-trailing-text': {
    id: 'json-trailing-text',
    severity: 'error',
    why: 'After the JSON value nothing may follow; a lenient parser does not see what does.',
    reference: 'RFC 8259 2',
  },
  'json-too-deep': {
    id: 'json-too-deep',
    severity: 'error',
    why: 'Nesting this deep serves to bring parsers down; nobody reads it.',
    reference: 'RFC 8259 9',
  },
  'utf8-invalid': {
    id: 'utf8-invalid',
    severity: 'error',
    why: 'JSON is UTF-8; parsers replace, drop or refuse such bytes.',
    reference: 'RFC 8259 8.1',
  },
  'number-inexact': {
    id: 'number-inexact',
    severity: 'warning',
    why: 'Most parsers read numbers as doubles and change this one without a word.',
    reference: 'RFC 8259 6',
  },
  'lone-surrogate': {
    id: 'lone-surrogate',
    severity: 'warning',
    why: 'It is half a character: parsers replace it, keep it or refuse the text.',
    reference: 'RFC 8259 8.2',
  },
} as const satisfies Partial<Record<Anomaly['type'], About>>

const abouts = { ...byAnomaly, 'base64-length': tokenMalformed }

/** One finding for each anomaly that the readers noted, in their order. */
export const anomalies = defineFindings(Object.values(byAnomaly), ({ reading }) =>
  reading.anomalies.map((anomaly) => {
    const part = reading.parts[anomaly.place.part]
    const name = part && !isAround(anomaly) ? `The ${lowerFirst(part.name)}` : 'It'
    return raise(abouts[anomaly.type], {
      text: textOf(anomaly, name),
      place: anomaly.place,
      ...(anomaly.type === 'duplicate-name' && !decides(anomaly.depth, part)
        ? { severity: 'warning' }
        : {}),
    })
  }),
)

function textOf(anomaly: Anomaly, name: string): string {
  switch (anomaly.type) {
    case 'duplicate-name':
      return `${name} holds ${quote(anomaly.name)} more than once in one object.`
    case 'number-inexact':
      return `The number ${cut(anomaly.text)} is read as ${cut(anomaly.readAs)} by most parsers.`
    case 'lone-surrogate':
      return `${name} holds half a character.`
    case 'byte-order-mark':
      return `${name} begins with a byte order mark.`
    case 'utf8-invalid':
      return `${name} is no valid UTF-8.`
    case 'json-invalid':
      return `${name} is no JSON: ${anomaly.problem}.`
    case 'json-too-deep':
      return `${name} nests deeper than ${anomaly.limit} levels.`
    case 'json-trailing-text':
      return `${name} holds more text after its JSON.`
    case 'base64-outside':
      return `${name} holds ${outside[anomaly.what]}.`
    case 'base64-trailing-bits':
      return `${name} ends in bits that belong to no byte.`
    case 'base64-length':
      return `${name} is one character too long for base64url.`
  }
}

/** Whether it is in the JSON around the parts, in which case its place names the first part. */
const isAround = ({ type, place }: Anomaly): boolean =>
  !type.startsWith('base64') && place.text !== undefined && place.pointer === undefined

/** A number can have any number of digits. */
const cut = (digits: string): string => (digits.length > 40 ? `${digits.slice(0, 40)}…` : digits)

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1)

/** Whether a duplicate member changes how the token is judged. */
const decides = (depth: number, part: TokenPart | undefined): boolean =>
  depth === 0 && part !== undefined && judgedRoles.has(part.role)

const judgedRoles: ReadonlySet<PartRole> = new Set(['header', 'unprotected-header', 'payload'])

const outside = {
  padding: 'base64 padding (=)',
  'standard-alphabet': '+ or /, which belong to plain base64',
  whitespace: 'white space',
  other: 'a character that is not base64url',
}
