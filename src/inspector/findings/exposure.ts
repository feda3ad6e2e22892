import { defineFinding, nothing } from './define.ts'

const wheres = { 'url-query': 'query', 'url-fragment': 'fragment' } as const

/** Cookies: RFC 6265 §6.1. Headers: the limits of nginx and Apache for one, of Node for all. */
const limits = [
  { bytes: 16_384, severity: 'warning', who: 'what Node accepts for all headers together' },
  { bytes: 8_190, severity: 'warning', who: 'what many servers accept as one header' },
  { bytes: 4_096, severity: 'note', who: 'what browsers keep as a cookie' },
] as const

/** Where a token leaks, and where it does not fit. */
export const exposure = [
  defineFinding({
    id: 'token-in-url',
    severity: 'warning',
    why: 'Addresses end up in histories, logs and Referer headers.',
    reference: 'RFC 6750 5.3',
    // The implicit flow puts tokens into the fragment.
    reading: ({ reading }) => {
      const { kind, foundIn } = reading
      if (kind === 'nothing' || (kind === 'known' && !reading.secret)) return nothing
      if (foundIn !== 'url-query' && foundIn !== 'url-fragment') return nothing
      return [{ text: `It was part of an address, in the ${wheres[foundIn]}.` }]
    },
  }),
  defineFinding({
    id: 'too-large',
    severity: 'warning',
    why: 'Browsers drop larger cookies, and servers refuse larger headers.',
    reference: 'RFC 6265 6.1, RFC 9110 5.4',
    reading: ({ reading: { kind, totalBytes } }) => {
      const passed = limits.find(({ bytes }) => totalBytes > bytes)
      if (kind === 'nothing' || !passed) return nothing
      const text = `It has ${totalBytes} bytes, more than ${passed.who} (${passed.bytes}).`
      return [{ text, severity: passed.severity }]
    },
  }),
]
