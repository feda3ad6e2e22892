import { noticeableSkew, type Slot } from '../../../inspector/index.ts'
import type { Operation } from '../../../shared/template.ts'
import type { TokenSet } from '../../../shared/token.ts'
import { firstAt, valueAt } from '../json-pointer.ts'
import { slotsOf } from '../token-set.ts'

type ExpiryPlace = NonNullable<NonNullable<Operation['tokens'][Slot]>['expiry']>

/** The tokens of an accepted response, or the places of required tokens that are missing. */
export function readTokens(
  operation: Operation,
  document: unknown,
  arrivedAtMs: number,
  clockSkewSeconds: number | undefined,
): { tokens: TokenSet['tokens'] } | { missing: { slot: Slot; at: string[] }[] } {
  const places = slotsOf(operation.tokens).flatMap((slot) => {
    const place = operation.tokens[slot]
    return place ? [{ slot, ...place }] : []
  })
  const tokens: TokenSet['tokens'] = {}
  for (const { slot, at, expiry } of places) {
    const text = at
      .map((pointer) => valueAt(document, pointer))
      .find((value) => typeof value === 'string' && value !== '')
    if (typeof text !== 'string') continue
    const expiresAt = expiry && readExpiry(expiry, document, arrivedAtMs, clockSkewSeconds)
    tokens[slot] = {
      text,
      arrivedAtMs,
      ...(expiresAt === undefined ? {} : { answerExpiresAtSeconds: expiresAt }),
      ...(clockSkewSeconds === undefined ? {} : { clockSkewSeconds }),
    }
  }
  const missing = places.filter(({ slot, required }) => required && !tokens[slot])
  if (missing.length > 0) return { missing }
  return slotsOf(tokens).length > 0 ? { tokens } : { missing: places }
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
  const told = kind === 'iso-8601' ? readIsoDate(value) : number
  if (told === undefined) return undefined
  if (kind === 'seconds-from-now') return Math.floor(arrivedAtMs / 1000) + told
  // A point in time is by the service's clock.
  return told / (kind === 'epoch-ms' ? 1000 : 1) - noticeableSkew(clockSkewSeconds)
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
