import { visitNodes } from '../json/visit-nodes.ts'
import { hiddenIn } from '../words/hidden-characters.ts'
import { quote } from '../words/sentence.ts'
import { defineFinding, type Raised } from './define.ts'
import { claimsObject } from './judged-token.ts'
import { placeAt } from './token-object.ts'

const mostFindings = 10

export const invisibleText = defineFinding({
  id: 'invisible-text',
  severity: 'warning',
  why: 'Two different values can look the same.',
  reference: 'UTS 39',
  // Checks names and string values in headers and claims, also if the token is not a JWT.
  reading: ({ reading, headers }) => {
    const claims = claimsObject(reading)
    const found: Raised[] = []
    for (const source of [...headers, ...(claims ? [claims] : [])]) {
      // Only in a JWS do the objects come from what the part itself decodes to.
      if (reading.kind === 'jws' && reading.parts[source.part]?.plain) continue
      visitNodes(source.object, (name, node, start) => {
        const inName = name === null ? null : hiddenIn(name)
        const hidden = inName ?? (node.kind === 'string' ? hiddenIn(node.value) : null)
        if (hidden === null) return true
        const subject = inName === null ? 'A value' : `Name ${quote(name ?? '')}`
        const place = placeAt(source, { start, end: node.end })
        found.push({ text: `${subject} contains ${hidden}`, place })
        return found.length < mostFindings
      })
    }
    return found
  },
})
