import { failed, ok, type Result } from '../../shared/result.ts'

const schemes: readonly string[] = ['http:', 'https:', 'socks5:']

/**
 * Reads the address of a proxy that a person typed.
 *
 * @returns scheme, host and port alone: `http://proxy.example:3128`
 */
export function readProxyUrl(text: string): Result<string> {
  const trimmed = text.trim()
  if (trimmed === '') return refused('Proxy URL is empty.')
  if (/^socks4a?:/i.test(trimmed)) return refused('SOCKS4 proxies are not supported. Use SOCKS5.')
  const url = URL.canParse(trimmed) ? new URL(trimmed) : null
  if (!url || !schemes.includes(url.protocol) || url.hostname === '') {
    return refused('Proxy URL must begin with http://, https:// or socks5://, then host and port.')
  }
  // They would be stored in clear.
  if (url.username !== '' || url.password !== '') {
    return refused('Enter the user name and password in their own fields.')
  }
  if (!['', '/'].includes(url.pathname) || /[?#]/.test(trimmed)) {
    return refused('Proxy URL must have only a scheme, host and port.')
  }
  return ok(`${url.protocol}//${url.host}`)
}

const refused = (detail: string): Result<never> =>
  failed({
    kind: 'invalid-input',
    title: 'Proxy URL cannot be used',
    detail,
    code: 'proxy-unreadable',
    nextStep: 'Correct the proxy in the connection settings of the provider.',
  })
