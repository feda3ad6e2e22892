const schemes: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks5',
  SOCKS5: 'socks5',
}

/**
 * The first entry of a proxy rule in the form of PAC files that can be used here.
 *
 * @returns the proxy's URI, or null for a direct connection. A rule with nothing usable in it
 *   (SOCKS4) is direct too: the call then fails where the network demands the proxy.
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
