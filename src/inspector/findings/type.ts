import { stringOf } from '../json/access.ts'
import type { Slot } from '../looks/slot.ts'
import type { Finding } from '../read/finding.ts'
import { headersOf, isJwt, typeOf } from './kinds.ts'
import { has, placeOf } from './look.ts'
import { nothing, quote, raise } from './raise.ts'
import type { Case } from './rule.ts'

export function typMissing(judged: Case): readonly Finding[] {
  const [source] = headersOf(judged.reading)
  if (!source || !isJwt(judged) || typeOf(judged.reading) !== null) return nothing
  if (has(source.object, 'typ'))
    return [raise('typ-missing', 'typ is not a string.', placeOf(source, 'typ'))]
  return [raise('typ-missing', 'The header has no typ.', placeOf(source))]
}

export const typApplicationPrefix = ({ reading }: Case): readonly Finding[] =>
  headersOf(reading).flatMap((source) => {
    const typ = stringOf(source.object, 'typ')
    if (typ === null || !/^application\//i.test(typ)) return nothing
    const said = `typ is ${quote(typ)}, with the prefix application/.`
    return [raise('typ-application-prefix', said, placeOf(source, 'typ'))]
  })

/** Types that belong to one slot, or to none. Others, `JWT` among them, say nothing about it. */
const slotOfType: ReadonlyMap<string, Slot | null> = new Map([
  ['at+jwt', 'access'],
  ['rt+jwt', 'refresh'],
  ['refresh+jwt', 'refresh'],
  ['id+jwt', 'id'],
  ...[
    'dpop+jwt',
    'logout+jwt',
    'secevent+jwt',
    'kb+jwt',
    'oauth-authz-req+jwt',
    'client-authentication+jwt',
    'token-introspection+jwt',
    'entity-statement+jwt',
    'statuslist+jwt',
    'openid4vci-proof+jwt',
    'dc+sd-jwt',
    'vc+sd-jwt',
  ].map((type) => [type, null] as const),
])

const slotNames = { access: 'an access token', refresh: 'a refresh token', id: 'an ID token' }

export function typMismatch(judged: Case): readonly Finding[] {
  const { slot } = judged.context
  const type = typeOf(judged.reading)
  const source = headersOf(judged.reading).find(({ object }) => has(object, 'typ'))
  if (slot === undefined || type === null || !source) return nothing
  const belongs = slotOfType.get(type)
  if (belongs === undefined || belongs === slot) return nothing
  const said = `typ is ${quote(type)}, but it came as ${slotNames[slot]}.`
  return [raise('typ-mismatch', said, placeOf(source, 'typ'))]
}
