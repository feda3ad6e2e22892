import { defineFinding, nothing } from './define.ts'

const wheres = { 'url-query': 'query', 'url-fragment': 'fragment' } as const

/** Cookies: RFC 6265 §6.1. Headers: the limits of nginx and Apache for one, of Node for all. */
const limits = [
  { bytes: 16_384, severity: 'warning', who: 'the Node.js limit for all headers' },
  { bytes: 8_190, severity: 'warning', who: 'the limit of many servers for one header' },
  { bytes: 4_096, severity: 'note', who: 'the browser limit for a cookie' },
] as const

/** Where a token leaks, and where it does not fit. */
export const exposure = [
  defineFinding({
    id: 'token-in-url',
    severity: 'warning',
    why: 'URLs end up in browser history, logs and Referer headers.',
    reference: 'RFC 6750 §5.3',
    // The implicit flow puts tokens into the fragment.
    reading: ({ reading }) => {
      const { kind, foundIn } = reading
      if (kind === 'nothing' || (kind === 'known' && !reading.secret)) return nothing
      if (foundIn !== 'url-query' && foundIn !== 'url-fragment') return nothing
      return [{ text: `Sent in a URL (${wheres[foundIn]})` }]
    },
  }),
  defineFinding({
    id: 'too-large',
    severity: 'warning',
    why: 'Browsers drop larger cookies, and servers reject larger headers.',
    reference: 'RFC 6265 §6.1, RFC 9110 §5.4',
    reading: ({ reading: { kind, totalBytes } }) => {
      const passed = limits.find(({ bytes }) => totalBytes > bytes)
      if (kind === 'nothing' || !passed) return nothing
      const text = `${totalBytes} bytes, over ${passed.who} (${passed.bytes})`
      return [{ text, severity: passed.severity }]
    },
  }),
]
