import { type Result, failed, ok } from '../../shared/result.ts'

/**
 * Checks a provider's base URL. The symbolic `demo:` must be resolved before.
 *
 * Secrets need https; plain http is for loopback only, where nobody can listen in between. A query
 * or fragment cannot be the prefix of a path. A user name and password in a URL end up in logs.
 *
 * @returns origin and path prefix, normalized, without a slash at the end:
 *   `https://bank.example/api`
 */
export function checkBaseUrl(text: string): Result<string> {
  const trimmed = text.trim()
  if (trimmed === '') return refused('The base URL is empty')
  if (!URL.canParse(trimmed)) return refused('The base URL is not a URL')
  const url = new URL(trimmed)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refused('The base URL must begin with https://')
  }
  if (url.username !== '' || url.password !== '') {
    return refused('The base URL contains a user name or password')
  }
  if (/[?#]/.test(trimmed)) return refused('The base URL has a query or a fragment')
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return refused(
      'Plain http would send secrets unencrypted',
      'http:// is accepted only for this machine (127.0.0.1, [::1], localhost).',
    )
  }
  return ok(url.origin + url.pathname.replace(/\/+$/, ''))
}

/** Whether a host name, as in `URL.hostname`, is this machine (RFC 1122 §3.2.1.3). */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

function refused(title: string, detail?: string): Result<never> {
  return failed({
    kind: 'invalid-input',
    title,
    ...(detail === undefined ? {} : { detail }),
    nextStep: 'Enter the base URL as https://host, with a path prefix if the service needs one.',
  })
}
