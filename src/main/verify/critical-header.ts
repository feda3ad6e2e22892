import { itemsOf, type JsonObject, memberOf, quote, stringsIn } from '../../inspector/index.ts'
import type { Check } from '../../shared/verification.ts'
import { failed, passed } from './checks.ts'

/**
 * A token whose `crit` names what is not understood must be refused (RFC 7515 4.1.11, RFC 7516
 * 4.1.13), and `crit` itself must be protected, an array of different names, and not empty.
 *
 * @param understood extensions that are implemented here
 */
export function checkCritical(
  [protectedHeader, ...unprotected]: readonly [JsonObject | null, ...(JsonObject | null)[]],
  understood: readonly string[],
): Check | null {
  const refused = (text: string) => failed('critical', text)
  if (unprotected.some((header) => memberOf(header, 'crit') !== null)) {
    return refused('"crit" is in an unprotected header.')
  }
  if (memberOf(protectedHeader, 'crit') === null) return null
  const items = itemsOf(protectedHeader, 'crit') ?? []
  const names = new Set(stringsIn(items))
  if (names.size === 0 || names.has('') || names.size !== items.length) {
    return refused('"crit" is not a list of distinct names.')
  }
  const unknown = [...names].find((name) => !understood.includes(name))
  if (unknown !== undefined) {
    return refused(`The header requires ${quote(unknown)}, which is not supported.`)
  }
  const absent = [...names].find((name) => memberOf(protectedHeader, name) === null)
  if (absent !== undefined) return refused(`"crit" names "${absent}", which is not in the header.`)
  return passed('critical', `Supported: ${[...names].join(', ')}.`)
}
