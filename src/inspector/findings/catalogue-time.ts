import type { Entries } from './catalogue.ts'

/** When a token counts, and for how long. */
export const timeEntries = {
  expired: {
    severity: 'error',
    why: 'A token is not accepted on or after its expiry.',
    reference: 'RFC 7519 4.1.4',
  },
  'not-yet-valid': {
    severity: 'error',
    why: 'A token is not accepted before this time.',
    reference: 'RFC 7519 4.1.5',
  },
  'issued-in-future': {
    severity: 'warning',
    why: 'One of the two clocks is wrong; services may refuse it.',
    reference: 'RFC 7519 4.1.6',
  },
  'numericdate-type': {
    severity: 'error',
    why: 'A time must be a JSON number of seconds; services refuse or ignore anything else.',
    reference: 'RFC 7519 2',
  },
  milliseconds: {
    severity: 'error',
    why: 'Read as seconds, as it must be, this lies tens of thousands of years away.',
    reference: 'RFC 7519 2',
  },
  'lifetime-negative': {
    severity: 'error',
    why: 'There is no moment at which it can be accepted.',
    reference: '',
  },
  'no-expiry': {
    severity: 'warning',
    why: 'A token that never ends stays good for whoever finds it.',
    reference: 'RFC 9068 2.2',
  },
  'long-lived': {
    severity: 'warning',
    why: 'The longer an access token lives, the longer a stolen one is of use; an hour is usual.',
    reference: 'RFC 6750 5.3',
  },
  'short-lived': {
    severity: 'note',
    why: 'It may end before a slow request arrives or where clocks differ a little.',
    reference: '',
  },
  'expiry-disagrees': {
    severity: 'warning',
    why: 'A client that trusts one of the two asks for a new token too early or too late.',
    reference: '',
  },
} as const satisfies Entries
