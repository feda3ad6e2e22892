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
    notChecked('revocation', 'Whether it was withdrawn, only the service knows.'),
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
    checkTime('expiry', memberOf(claims, 'exp'), 'It does not say when it ends.', (exp) =>
      is('expired', lifetime)
        ? failed('expiry', `It ended ${when(exp)}.`)
        : passed('expiry', `It ends ${when(exp)}.`),
    ),
    checkTime('not-before', memberOf(claims, 'nbf'), 'It does not say when it begins.', (nbf) =>
      is('not-yet', { ...lifetime, expiry: { source: 'unknown' } })
        ? failed('not-before', `It begins ${when(nbf)}.`)
        : passed('not-before', `${nbf > now ? 'It begins' : 'It began'} ${when(nbf)}.`),
    ),
    checkTime('issued-at', memberOf(claims, 'iat'), 'It does not say when it was issued.', (iat) =>
      // RFC 7519 4.1.6 draws no conclusion from it, so neither does this.
      now < iat
        ? notChecked(
            'issued-at',
            `It says that it was issued ${when(iat)}: some services refuse that.`,
          )
        : passed('issued-at', `It was issued ${when(iat)}.`),
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
  return seconds === null ? failed(what, 'The time is no number.') : check(seconds)
}

function checkIssuer(claims: JsonObject | null, expected: string | undefined): Check {
  const issuer = stringOf(claims, 'iss')
  const says = issuer === null ? 'It names no issuer' : `It is from ${quote(issuer)}`
  if (expected === undefined) return notChecked('issuer', `${says}; nobody said who is expected.`)
  return compared('issuer', issuer === expected, says, expected)
}

function checkAudience(claims: JsonObject | null, expected: string | undefined): Check {
  const node = memberOf(claims, 'aud')
  const audiences = stringsIn(node?.kind === 'array' ? node.items : node ? [node] : [])
  const names = audiences.slice(0, 5).map(quote)
  const more = audiences.length > 5 ? ` and ${audiences.length - 5} more` : ''
  const says = names.length === 0 ? 'It names no audience' : `It is for ${names.join(', ')}${more}`
  if (expected === undefined) return notChecked('audience', `${says}; nobody said who is expected.`)
  return compared('audience', audiences.includes(expected), says, expected)
}

function checkType(header: JsonObject | null, expected: string | undefined): Check {
  const type = stringOf(header, 'typ')
  const says = type === null ? 'It does not say what it is' : `It says that it is ${quote(type)}`
  if (expected === undefined) return notChecked('type', `${says}; nothing special is expected.`)
  const same = type !== null && mediaType(type) === mediaType(expected)
  return compared('type', same, says, expected)
}

const compared = (what: CheckSubject, same: boolean, says: string, expected: string): Check =>
  same ? passed(what, `${says}.`) : failed(what, `${says}, expected is ${quote(expected)}.`)

/** RFC 7515 4.1.9: without case, and `application/` may be left out. */
const mediaType = (type: string): string => type.toLowerCase().replace(/^application\//, '')
