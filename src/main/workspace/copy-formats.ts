import type { CopyFormat } from '../../shared/ipc.ts'
import type { Provider } from '../../shared/provider.ts'
import type { Slot } from '../../inspector/index.ts'

/** What is needed of a token to copy it. Secret. */
export interface Copied {
  provider: Provider
  /** The base URL that calls go to, never `demo:`. For the `curl` format alone. */
  baseUrl: string
  slot: Slot
  token: string
  /** The claims set as JSON, as it was written. For the `claims-json` format alone. */
  claimsJson: string | null
}

/** @returns the text for the clipboard; null if the token has no readable claims to copy */
export function textToCopy(format: CopyFormat, copied: Copied): string | null {
  const { token, baseUrl, claimsJson } = copied
  switch (format) {
    case 'token':
      return token
    case 'authorization-header':
      return `Authorization: Bearer ${token}`
    case 'curl':
      return `curl --header ${shellQuoted(`Authorization: Bearer ${token}`)} ${shellQuoted(baseUrl)}`
    case 'environment':
      return `export ${variableName(copied)}=${shellQuoted(token)}`
    case 'claims-json':
      return claimsJson
  }
}

/** Inside single quotes, only the single quote itself is special (POSIX shell, §2.2.2). */
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** A name that POSIX shells and `.env` files accept: `GOCARDLESS_SANDBOX_ACCESS_TOKEN`. */
function variableName({ provider, slot }: Copied): string {
  const words = `${provider.name} ${provider.environment} ${slot} token`
  const name = words
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .toUpperCase()
  return /^[0-9]/.test(name) ? `_${name}` : name
}
