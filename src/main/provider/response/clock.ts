/**
 * Reads an HTTP date in any of its three forms (RFC 9110 §5.6.7), in epoch milliseconds. All are in
 * GMT; the oldest form does not say so.
 */
export function readHttpDate(text: string | undefined): number | undefined {
  if (text === undefined || !/^[A-Z][a-z]{2,8},? /.test(text)) return undefined
  const ms = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`)
  return Number.isNaN(ms) ? undefined : ms
}

/**
 * The service's clock minus ours in seconds, from the `Date` header (RFC 9110 §6.6.1). The header has
 * whole seconds, so our time is rounded down too.
 */
export function clockSkewSeconds(
  headers: Readonly<Record<string, string>>,
  arrivedAtMs: number,
): number | undefined {
  const dateMs = readHttpDate(headers['date'])
  return dateMs === undefined ? undefined : dateMs / 1000 - Math.floor(arrivedAtMs / 1000)
}

/** Seconds to wait, from `Retry-After` (RFC 9110 §10.2.3): a number, or a date by the service's clock. */
export function retryAfterSeconds(
  headers: Readonly<Record<string, string>>,
  arrivedAtMs: number,
): number | undefined {
  const text = headers['retry-after']?.trim()
  if (text === undefined) return undefined
  if (/^\d+$/.test(text)) return Number(text)
  const untilMs = readHttpDate(text)
  if (untilMs === undefined) return undefined
  const nowMs = readHttpDate(headers['date']) ?? arrivedAtMs
  return Math.max(0, Math.ceil((untilMs - nowMs) / 1000))
}
