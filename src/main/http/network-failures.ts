import type { Failure } from '../../shared/result.ts'

export function cancelled(): Failure {
  return {
    kind: 'cancelled',
    title: 'Cancelled',
    detail: 'The request was stopped. Stored tokens are unchanged.',
    nextStep: 'Try again at any time.',
  }
}

export function timedOut(timeoutMs: number, sent: boolean): Failure {
  const seconds = `${Math.round(timeoutMs / 1000)} s`
  return {
    kind: 'timeout',
    title: sent ? `No response within ${seconds}` : `No connection within ${seconds}`,
    detail: sent
      ? 'The request was sent, but no complete response arrived.'
      : 'The request was not sent.',
    nextStep: 'Check the base URL and the network, then try again.',
  }
}

export function tooLarge(maxBytes: number, status: number | undefined): Failure {
  return {
    kind: 'too-large',
    ...(status === undefined ? {} : { status }),
    title: 'The response is too large for a token service',
    detail: `Reading stopped at ${Math.round(maxBytes / 1024)} KiB.`,
    nextStep: 'Check that the base URL is that of the token service.',
  }
}

/**
 * Words an error of the connection by its code: undici's (`UND_ERR_...`), Node's (`ECONNREFUSED`,
 * ...), the parser's (`HPE_...`) or OpenSSL's. The message of the error is not shown, because it
 * can hold parts of the request or response; its code is a constant.
 */
export function describeNetworkError(
  error: unknown,
  sent: boolean,
  status: number | undefined,
): Failure {
  const code = codeOf(error)
  return {
    detail: sentWords(sent),
    ...meaning(code, sent),
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code }),
  }
}

// In TLS 1.3 a service reports a missing client certificate only after the request was sent.
const sentWords = (sent: boolean): string =>
  sent ? 'The request was already sent.' : 'The request was not sent.'

type Meaning = Pick<Failure, 'kind' | 'title' | 'detail' | 'nextStep'>

const tryLater = 'Check the base URL and the network, then try again.'

function meaning(code: string | undefined, sent: boolean): Meaning {
  if (code === undefined) {
    return {
      kind: 'internal',
      title: 'Touchstone failed to send the request',
      nextStep: 'Try again.',
    }
  }
  if (/^(ENOTFOUND|EAI_|ENODATA)/.test(code)) {
    const nextStep = 'Check the host in the base URL and the network connection.'
    return { kind: 'dns', title: 'Host name not found', nextStep }
  }
  if (code.startsWith('PROXY_')) return proxyMeaning(code)
  if (tlsCode.test(code)) return tlsMeaning(code, sent)
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') {
    return { kind: 'timeout', title: 'The connection timed out', nextStep: tryLater }
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    const title = 'The response headers are too large'
    return { kind: 'too-large', title, nextStep: 'Check the base URL.' }
  }
  if (code.startsWith('HPE_')) {
    const title = 'The response is not HTTP'
    return { kind: 'network', title, nextStep: 'Check the scheme and port of the base URL.' }
  }
  if (code === 'UND_ERR_PRX_CONN') return proxyMeaning(code)
  if (code === 'ECONNREFUSED') {
    const nextStep = 'Check the host and port of the base URL, and whether the service is running.'
    return { kind: 'network', title: 'The connection was refused', nextStep }
  }
  if (/^E(HOST|NET)(UNREACH|DOWN)$/.test(code)) {
    return { kind: 'network', title: 'Service not reachable', nextStep: tryLater }
  }
  const title = sent
    ? 'The connection closed before the response was complete'
    : 'The connection closed before the request was sent'
  return { kind: 'network', title, nextStep: tryLater }
}

/** See `withProxyFailures`. */
function proxyMeaning(code: string): Meaning {
  const kind = 'network'
  if (/^PROXY_(407|UND_ERR_SOCKS5_AUTH)/.test(code)) {
    const title = 'The proxy rejected the user name or password, or requires them'
    return { kind, title, nextStep: 'Enter them in the connection settings of the provider.' }
  }
  const nextStep = 'Check the proxy in the connection settings of the provider or the system.'
  if (/^PROXY_(E|UND_ERR_CONNECT)/.test(code)) {
    return { kind, title: 'Proxy not reachable', nextStep }
  }
  return { kind, title: 'The proxy refused the connection', nextStep }
}

/** The codes of Node's TLS and of X.509 verification (nodejs.org/api/tls.html). */
const tlsCode =
  /^(ERR_SSL_|ERR_TLS_|EPROTO|UND_ERR_PRX_TLS|CERT_|CRL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|INVALID_(CA|PURPOSE)|PATH_LENGTH_|HOSTNAME_MISMATCH|ERROR_IN_C)/

function tlsMeaning(code: string, sent: boolean): Meaning {
  const [, why] = tlsDetails.find(([pattern]) => pattern.test(code)) ?? []
  return {
    kind: 'tls',
    title: 'Secure connection failed',
    detail: `${why ?? 'The TLS handshake failed.'} ${sentWords(sent)}`,
    nextStep: 'Check the host and the system clock, or add the missing certificate authority.',
  }
}

const tlsDetails: readonly (readonly [RegExp, string])[] = [
  [/^(DEPTH_ZERO_)?SELF_SIGNED_/, 'The certificate is self-signed.'],
  [/^UNABLE_TO_/, 'The certificate is from an unknown authority.'],
  [/^CERT_HAS_EXPIRED/, 'The certificate has expired.'],
  [/^CERT_NOT_YET_VALID/, 'The certificate is not valid yet.'],
  [/^(ERR_TLS_CERT_ALTNAME|HOSTNAME)/, 'The certificate is for another host.'],
  [/^ERR_SSL_(WRONG_VERSION_NUMBER|HTTP_REQUEST)$/, 'The server does not use TLS.'],
  [/CERTIFICATE_REQUIRED$/, 'The service requires a client certificate.'],
]

/** The code of an error, of its cause, or of the first of several connection attempts. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  // undici's parser does not always set one of its codes.
  if (error.name === 'HTTPParserError') return 'HPE_INVALID'
  const { code } = error as Error & { code?: unknown }
  const isGeneral = code === undefined || code === 'UND_ERR_PRX_TLS'
  if (typeof code === 'string' && !isGeneral) return code
  const inner =
    codeOf(error.cause) ?? (error instanceof AggregateError ? codeOf(error.errors[0]) : undefined)
  return inner ?? (typeof code === 'string' ? code : undefined)
}
