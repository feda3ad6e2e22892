/** Chromium writes `SOCKS` for SOCKS4, which is not supported, and `SOCKS5` for SOCKS5. */
const schemes: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS5: 'socks5',
}

interface ProxyRule {
  /** Ways to connect, in the order in which they are tried: a proxy's URI, or null for none. */
  ways: (string | null)[]
  /** Entries that cannot be used, such as `SOCKS host:port`. */
  unusable: string[]
}

/** Reads a proxy rule in the format of PAC files. An empty rule means a direct connection. */
export function readProxyRule(rule: string): ProxyRule {
  const ways: ProxyRule['ways'] = []
  const unusable: string[] = []
  const entries = rule
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  for (const entry of entries) {
    const [word = '', place] = entry.split(/\s+/)
    const scheme = schemes[word.toUpperCase()]
    const uri = `${scheme ?? ''}://${place ?? ''}`
    if (word.toUpperCase() === 'DIRECT') ways.push(null)
    else if (scheme !== undefined && place !== undefined && URL.canParse(uri)) ways.push(uri)
    else unusable.push(entry)
  }
  return { ways: entries.length === 0 ? [null] : ways, unusable }
}
