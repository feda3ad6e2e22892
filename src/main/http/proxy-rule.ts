const schemes: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks5',
  SOCKS5: 'socks5',
}

/**
 * The first usable entry of a proxy rule in the format of PAC files.
 *
 * @returns the proxy's URI, or null for a direct connection. A rule without a usable entry (SOCKS4)
 *   counts as direct: the call then fails if the network requires the proxy.
 */
export function readProxyRule(rule: string): string | null {
  for (const entry of rule.split(';')) {
    const [word = '', place] = entry.trim().split(/\s+/)
    const scheme = schemes[word.toUpperCase()]
    if (scheme !== undefined && place !== undefined) return `${scheme}://${place}`
    if (word.toUpperCase() === 'DIRECT') return null
  }
  return null
}
