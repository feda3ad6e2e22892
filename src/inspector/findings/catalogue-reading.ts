import type { Entries } from './catalogue.ts'

/** What stands in the text: characters, base64url, JSON. */
export const readingEntries = {
  'token-malformed': {
    severity: 'error',
    why: 'No reader that follows the specifications accepts it.',
    reference: 'RFC 7515 5.2',
  },
  'payload-not-object': {
    severity: 'error',
    why: 'The claims of a JWT are one JSON object.',
    reference: 'RFC 7519 7.2',
  },
  'duplicate-names': {
    severity: 'error',
    why: 'Parsers disagree which of the two counts, so two services can read two different tokens.',
    reference: 'RFC 7519 4',
  },
  'characters-outside-jwt': {
    severity: 'error',
    why: 'Only letters, digits, - and _ belong in a part; lenient readers accept more and let one token be written in many ways.',
    reference: '8725bis 3.14',
  },
  'base64url-noncanonical': {
    severity: 'warning',
    why: 'Some decoders refuse bits that are left over, others ignore them: the same bytes can be written in several ways.',
    reference: 'RFC 4648 3.5',
  },
  'byte-order-mark': {
    severity: 'warning',
    why: 'JSON must not begin with one; some parsers refuse it, others skip it.',
    reference: 'RFC 8259 8.1',
  },
  'json-invalid': {
    severity: 'error',
    why: 'What is no JSON cannot be read as a header or as claims.',
    reference: 'RFC 8259 2',
  },
  'json-trailing-text': {
    severity: 'error',
    why: 'After the JSON value nothing may follow; a lenient parser does not see what does.',
    reference: 'RFC 8259 2',
  },
  'json-too-deep': {
    severity: 'error',
    why: 'Nesting this deep serves to bring parsers down; nobody reads it.',
    reference: 'RFC 8259 9',
  },
  'utf8-invalid': {
    severity: 'error',
    why: 'JSON is UTF-8; parsers replace, drop or refuse such bytes.',
    reference: 'RFC 8259 8.1',
  },
  'number-inexact': {
    severity: 'warning',
    why: 'Most parsers read numbers as doubles and change this one without a word.',
    reference: 'RFC 8259 6',
  },
  'lone-surrogate': {
    severity: 'warning',
    why: 'It is half a character: parsers replace it, keep it or refuse the text.',
    reference: 'RFC 8259 8.2',
  },
} as const satisfies Entries
