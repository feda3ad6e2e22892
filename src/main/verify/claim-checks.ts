import {
  finiteNumber,
  type JsonNode,
  type JsonObject,
  type Lifetime,
  lifetimeOf,
  type LifetimeState,
  memberOf,
  noticeableSkew,
  quote,
  relativeText,
  stateAt,
  stringOf,
  stringsIn,
} from '../../inspector/index.ts'
import type { Expected } from '../../shared/verification-request.ts'
import type { Check, CheckSubject } from '../../shared/verification.ts'
import { failed, notChecked, passed } from './checks.ts'

/** The clock that times are compared with. Epoch seconds. */
export interface Clock {
  nowSeconds: number
  skewSeconds?: number | undefined
}

/**
 * Checks the claims against the clock and what is expected (RFC 7519 4.1). Where nothing is expected
 * of a claim, it is reported as not checked, with what the token says.
 */
export function checkClaims(
  claims: JsonObject | null,
  header: JsonObject | null,
  expected: Expected,
  clock: Clock,
): Check[] {
  return [
    ...checkTimes(claims, clock),
    checkIssuer(claims, expected.issuer),
    checkAudience(claims, expected.audience),
    checkType(header, expected.type),
    notChecked('revocation', 'Revocation can only be checked with the service.'),
  ]
}

function checkTimes(claims: JsonObject | null, clock: Clock): Check[] {
  const { nowSeconds, skewSeconds: clockSkewSeconds } = clock
  const now = nowSeconds + noticeableSkew(clockSkewSeconds)
  const by = now === nowSeconds ? '' : " by the service's clock"
  const when = (seconds: number) => `${relativeText(seconds, now)}${by}`
  const lifetime = lifetimeOf(claims)
  const is = (state: LifetimeState['state'], of: Lifetime) =>
    stateAt(of, nowSeconds, { clockSkewSeconds }).state === state
  return [
    checkTime('expiry', memberOf(claims, 'exp'), 'No expiry (exp).', (exp) =>
      is('expired', lifetime)
        ? failed('expiry', `Expired ${when(exp)}.`)
        : passed('expiry', `Expires ${when(exp)}.`),
    ),
    checkTime('not-before', memberOf(claims, 'nbf'), 'No start (nbf).', (nbf) =>
      is('not-yet', { ...lifetime, expiry: { source: 'unknown' } })
        ? failed('not-before', `Active ${when(nbf)}.`)
        : passed('not-before', `${nbf > now ? 'Active' : 'Active since'} ${when(nbf)}.`),
    ),
    checkTime('issued-at', memberOf(claims, 'iat'), 'No time of issue (iat).', (iat) =>
      // RFC 7519 4.1.6 draws no conclusion from it, so neither does this.
      now < iat
        ? notChecked('issued-at', `Issued in the future, ${when(iat)}. Some services reject that.`)
        : passed('issued-at', `Issued ${when(iat)}.`),
    ),
  ]
}

/** RFC 7519 2: a NumericDate is a JSON number; fractions are allowed. */
function checkTime(
  what: CheckSubject,
  node: JsonNode | null,
  absent: string,
  check: (seconds: number) => Check,
): Check {
  if (node === null) return notChecked(what, absent)
  const seconds = node.kind === 'number' ? finiteNumber(node.text) : null
  return seconds === null ? failed(what, 'The time is not a number.') : check(seconds)
}

function checkIssuer(claims: JsonObject | null, expected: string | undefined): Check {
  const issuer = stringOf(claims, 'iss')
  const says = issuer === null ? 'No issuer' : `Issuer ${quote(issuer)}`
  if (expected === undefined) return notChecked('issuer', `${says}. Nothing to compare with.`)
  return compared('issuer', issuer === expected, says, expected)
}

function checkAudience(claims: JsonObject | null, expected: string | undefined): Check {
  const node = memberOf(claims, 'aud')
  const audiences = stringsIn(node?.kind === 'array' ? node.items : node ? [node] : [])
  const names = audiences.slice(0, 5).map(quote)
  const more = audiences.length > 5 ? ` and ${audiences.length - 5} more` : ''
  const says = names.length === 0 ? 'No audience' : `Audience ${names.join(', ')}${more}`
  if (expected === undefined) return notChecked('audience', `${says}. Nothing to compare with.`)
  return compared('audience', audiences.includes(expected), says, expected)
}

function checkType(header: JsonObject | null, expected: string | undefined): Check {
  const type = stringOf(header, 'typ')
  const says = type === null ? 'No type' : `Type ${quote(type)}`
  if (expected === undefined) return notChecked('type', `${says}. Nothing to compare with.`)
  const same = type !== null && mediaType(type) === mediaType(expected)
  return compared('type', same, says, expected)
}

const compared = (what: CheckSubject, same: boolean, says: string, expected: string): Check =>
  same ? passed(what, `${says}.`) : failed(what, `${says}, expected ${quote(expected)}.`)

/** RFC 7515 4.1.9: without case, and `application/` may be left out. */
const mediaType = (type: string): string => type.toLowerCase().replace(/^application\//, '')
