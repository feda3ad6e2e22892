import type { Anomaly } from '../encoding/anomaly.ts'
import type { PartRole, TokenPart } from '../read/inspection.ts'
import { quote } from '../words/sentence.ts'
import { type About, defineFindings, raise } from './define.ts'
import { tokenMalformed } from './malformed.ts'

const byAnomaly = {
  'duplicate-name': {
    id: 'duplicate-names',
    severity: 'error',
    why: 'Some parsers take the first, others the last. Two services can read different tokens.',
    reference: 'RFC 7519 §4',
  },
  'base64-outside': {
    id: 'characters-outside-jwt',
    severity: 'error',
    why: 'Only letters, digits, - and _ are allowed. Lenient parsers accept more, so one token can be written in many ways.',
    reference: '8725bis §3.14',
  },
  'base64-trailing-bits': {
    id: 'base64url-noncanonical',
    severity: 'warning',
    why: 'Some decoders reject leftover bits, others ignore them. The same bytes can then be written in several ways.',
    reference: 'RFC 4648 §3.5',
  },
  'byte-order-mark': {
    id: 'byte-order-mark',
    severity: 'warning',
    why: 'JSON must not begin with a byte order mark. Some parsers reject it, others skip it.',
    reference: 'RFC 8259 §8.1',
  },
  'json-invalid': {
    id: 'json-invalid',
    severity: 'error',
    why: 'Headers and claims must be JSON.',
    reference: 'RFC 8259 §2',
  },
  'json-trailing-text': {
    id: 'json-trailing-text',
    severity: 'error',
    why: 'Nothing may follow the JSON value. Lenient parsers ignore such text.',
    reference: 'RFC 8259 §2',
  },
  'json-too-deep': {
    id: 'json-too-deep',
    severity: 'error',
    why: 'Such deep nesting can crash parsers and has no legitimate use.',
    reference: 'RFC 8259 §9',
  },
  'utf8-invalid': {
    id: 'utf8-invalid',
    severity: 'error',
    why: 'JSON must be UTF-8. Parsers replace, drop or reject such bytes.',
    reference: 'RFC 8259 §8.1',
  },
  'number-inexact': {
    id: 'number-inexact',
    severity: 'warning',
    why: 'Most parsers read numbers as doubles and change this one silently.',
    reference: 'RFC 8259 §6',
  },
  'lone-surrogate': {
    id: 'lone-surrogate',
    severity: 'warning',
    why: 'A lone surrogate is half a character. Parsers replace it, keep it or reject the text.',
    reference: 'RFC 8259 §8.2',
  },
} as const satisfies Partial<Record<Anomaly['type'], About>>

const abouts = { ...byAnomaly, 'base64-length': tokenMalformed }

/** One finding for each anomaly that the readers noted, in their order. */
export const anomalies = defineFindings(Object.values(byAnomaly), ({ reading }) =>
  reading.anomalies.map((anomaly) => {
    const part = reading.parts[anomaly.place.part]
    const name = part && !isAround(anomaly) ? part.name : 'Token'
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
      return `${name} repeats ${quote(anomaly.name)} within one object`
    case 'number-inexact':
      return `Most parsers read the number ${cut(anomaly.text)} as ${cut(anomaly.readAs)}`
    case 'lone-surrogate':
      return `${name} contains half a character`
    case 'byte-order-mark':
      return `${name} begins with a byte order mark`
    case 'utf8-invalid':
      return `${name} is not valid UTF-8`
    case 'json-invalid':
      return `${name} is not valid JSON: ${anomaly.problem}`
    case 'json-too-deep':
      return `${name} nests deeper than ${anomaly.limit} levels`
    case 'json-trailing-text':
      return `${name} has text after its JSON`
    case 'base64-outside':
      return `${name} contains ${outside[anomaly.what]}`
    case 'base64-trailing-bits':
      return `${name} ends in leftover bits`
    case 'base64-length':
      return `${name} is not base64url: one character too many`
  }
}

/** Whether it is in the JSON around the parts, in which case its place names the first part. */
const isAround = ({ type, place }: Anomaly): boolean =>
  !type.startsWith('base64') && place.text !== undefined && place.pointer === undefined

/** A number can have any number of digits. */
const cut = (digits: string): string => (digits.length > 40 ? `${digits.slice(0, 40)}…` : digits)

/** Whether a duplicate member changes how the token is judged. */
const decides = (depth: number, part: TokenPart | undefined): boolean =>
  depth === 0 && part !== undefined && judgedRoles.has(part.role)

const judgedRoles: ReadonlySet<PartRole> = new Set(['header', 'unprotected-header', 'payload'])

const outside = {
  padding: 'base64 padding (=)',
  'standard-alphabet': '+ or /, from plain base64',
  whitespace: 'white space',
  other: 'a character outside base64url',
}
