/**
 * `session.resolveProxy` as Chromium resolves it where the desktop sets no proxy: from `https_proxy`,
 * `http_proxy`, `all_proxy` and `no_proxy`.
 *
 * @returns a PAC result such as `DIRECT` or `PROXY proxy.example:3128`
 */
export function resolveProxy(url: string, environment: NodeJS.ProcessEnv): string {
  const { protocol, hostname } = new URL(url)
  const read = (name: string) => environment[name.toLowerCase()] ?? environment[name.toUpperCase()]
  const excluded = (read('no_proxy') ?? '').split(',').map((entry) => entry.trim())
  if (['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return 'DIRECT'
  if (excluded.some((entry) => entry === '*' || isWithin(hostname, entry))) return 'DIRECT'
  const proxy = read(`${protocol.slice(0, -1)}_proxy`) ?? read('all_proxy')
  if (proxy === undefined || proxy === '') return 'DIRECT'
  const { protocol: proxyProtocol, host } = new URL(
    proxy.includes('://') ? proxy : `http://${proxy}`,
  )
  const kinds: Record<string, string> = {
    'https:': 'HTTPS',
    'socks:': 'SOCKS5',
    'socks4:': 'SOCKS',
    'socks5:': 'SOCKS5',
  }
  return `${kinds[proxyProtocol] ?? 'PROXY'} ${host}`
}

function isWithin(hostname: string, entry: string): boolean {
  const domain = entry.replace(/^\*?\.?/, '')
  return domain !== '' && (hostname === domain || hostname.endsWith(`.${domain}`))
}
