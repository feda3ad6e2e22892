import { hiddenIn } from '../words/hidden-characters.ts'
import type { Finding } from '../read/finding.ts'
import { claimsOf, headersOf } from './kinds.ts'
import { placeAt, type Source } from './look.ts'
import { quote, raise } from './raise.ts'
import type { Case } from './rule.ts'
import { walk } from './walk.ts'

const mostFindings = 10

/** Names and string values of the headers and the claims. */
export function invisibleText(judged: Case): readonly Finding[] {
  const claims = claimsOf(judged) ?? looseClaims(judged)
  const sources = [...headersOf(judged.reading), ...(claims ? [claims] : [])]
  const found: Finding[] = []
  for (const source of sources) {
    // Only the claims of an SD-JWT are more than what its payload decodes to.
    if (judged.reading.kind === 'jws' && judged.reading.parts[source.part]?.plain) continue
    walk(source.object, (name, node, start) => {
      const inName = name === null ? null : hiddenIn(name)
      const hidden = inName ?? (node.kind === 'string' ? hiddenIn(node.value) : null)
      if (hidden === null) return true
      const subject = inName === null ? 'A value' : `The name ${quote(name ?? '')}`
      const place = placeAt(source, { start, end: node.end })
      found.push(raise('invisible-text', `${subject} holds ${hidden}.`, place))
      return found.length < mostFindings
    })
  }
  return found
}

/** Claims of what is no JWT: another JWS, a PASETO. */
function looseClaims({ reading }: Case): Source | null {
  const part = reading.parts.findIndex(({ role }) => role === 'payload')
  return reading.claims === null || part === -1 ? null : { object: reading.claims, part }
}
