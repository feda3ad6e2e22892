import { noticeableSkew, type Slot } from '../../../inspector/index.ts'
import type { Operation } from '../../../shared/template.ts'
import type { StoredToken, TokenSet } from '../../../shared/token.ts'
import { firstAt, valueAt } from '../json-pointer.ts'
import { slotsOf } from '../token-set.ts'

type Place = NonNullable<Operation['tokens'][Slot]>
type ExpiryPlace = NonNullable<Place['expiry']>

/** The tokens of an accepted response, or the places of required tokens that are missing. */
export function readTokens(
  operation: Operation,
  document: unknown,
  arrivedAtMs: number,
  clockSkewSeconds: number | undefined,
): { tokens: TokenSet['tokens'] } | { missing: { slot: Slot; at: string[] }[] } {
  const tokens: TokenSet['tokens'] = {}
  const missing: { slot: Slot; at: string[] }[] = []
  for (const slot of slotsOf(operation.tokens)) {
    const place = operation.tokens[slot]
    if (place === undefined) continue
    const text = place.at
      .map((pointer) => valueAt(document, pointer))
      .find((value): value is string => typeof value === 'string' && value !== '')
    if (text !== undefined) {
      const expiresAt =
        place.expiry && readExpiry(place.expiry, document, arrivedAtMs, clockSkewSeconds)
      tokens[slot] = {
        text,
        arrivedAtMs,
        ...(expiresAt === undefined ? {} : { answerExpiresAtSeconds: expiresAt }),
        ...(clockSkewSeconds === undefined ? {} : { clockSkewSeconds }),
      } satisfies StoredToken
    } else if (place.required) {
      missing.push({ slot, at: place.at })
    }
  }
  if (missing.length > 0) return { missing }
  if (slotsOf(tokens).length > 0) return { tokens }
  const places = slotsOf(operation.tokens).map((slot) => ({
    slot,
    at: operation.tokens[slot]?.at ?? [],
  }))
  return { missing: places }
}

/**
 * When a token expires by our clock, epoch seconds. Undefined if the response does not say, so that
 * the token's own `exp` counts.
 */
function readExpiry(
  { at, kind, never }: ExpiryPlace,
  document: unknown,
  arrivedAtMs: number,
  clockSkewSeconds: number | undefined,
): number | 'never' | undefined {
  const value = firstAt(document, at)
  const number = readNumber(value)
  if (never !== undefined && number === never) return 'never'
  if (kind === 'seconds-from-now') {
    return number === undefined ? undefined : Math.floor(arrivedAtMs / 1000) + number
  }
  const serviceSeconds =
    kind === 'iso-8601'
      ? readIsoDate(value)
      : number === undefined
        ? undefined
        : number / (kind === 'epoch-ms' ? 1000 : 1)
  // A point in time is by the service's clock.
  return serviceSeconds === undefined
    ? undefined
    : serviceSeconds - noticeableSkew(clockSkewSeconds)
}

/** A finite number, which may be sent as a string. */
function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string' || !/^\s*-?\d+(\.\d+)?\s*$/.test(value)) return undefined
  return Number(value)
}

/** Reads an ISO 8601 date and time, in epoch seconds. Without an offset it is UTC. */
function readIsoDate(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?$/i.exec(
    value.trim(),
  )
  if (!match) return undefined
  const [, date = '', time = '', offset = 'Z'] = match
  const ms = Date.parse(`${date}T${time}${offset.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`)
  return Number.isNaN(ms) ? undefined : ms / 1000
}
