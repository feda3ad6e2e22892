import type { JsonNode, JsonObject } from './json/node.ts'
import type { Content, Disclosure, Inspection } from './read/inspection.ts'
import { counted, hiddenText } from './words/count.ts'

/** One titled block of what is inside a token: claims, a header, other JSON, or a text. */
export type Section = { title: string } & (
  { table: 'claims' | 'header'; object: JsonObject } | { json: JsonNode } | { text: string }
)

/** Everything readable in a token, the claims or the payload first. */
export function sectionsOf(inspection: Inspection): Section[] {
  const { claims } = inspection
  const payload = 'payload' in inspection && claims === null ? inspection.payload : null
  return [
    ...table('Claims', claims, 'claims'),
    ...(payload ? contentSection('Payload', payload) : []),
    ...(inspection.kind === 'sd-jwt'
      ? table('Disclosed claims', disclosedClaims(inspection.disclosures), 'claims')
      : []),
    ...headerSections(inspection),
    ...(inspection.kind === 'paseto' ? contentSection('Footer', inspection.footer) : []),
  ]
}

function headerSections(inspection: Inspection): Section[] {
  if (inspection.kind === 'jws' || inspection.kind === 'sd-jwt') {
    return inspection.signatures.flatMap(({ header, unprotected }, index) => {
      const which = index === 0 ? '' : ` of signature ${index + 1}`
      return [
        ...table(`Header${which}`, header),
        ...table(`Unprotected header${which}`, unprotected),
      ]
    })
  }
  const own = table('Header', inspection.header)
  if (inspection.kind !== 'jwe') return own
  return [
    ...own,
    ...table('Unprotected header', inspection.unprotected),
    ...inspection.recipients.flatMap(({ unprotected }, index) =>
      table(`Header of recipient ${index + 1}`, unprotected),
    ),
  ]
}

const table = (
  title: string,
  object: JsonObject | null,
  kind: 'claims' | 'header' = 'header',
): Section[] => (object === null ? [] : [{ title, table: kind, object }])

function contentSection(title: string, content: Content): Section[] {
  switch (content.form) {
    case 'json':
      return content.root.kind === 'object'
        ? table(title, content.root, 'claims')
        : [{ title, json: content.root }]
    case 'text':
      return [{ title, text: content.masked ? hiddenText(content.masked) : content.text }]
    case 'bytes':
      return [{ title: `${title}, ${counted(content.bytes, 'byte')}`, text: content.hex }]
    case 'undecodable':
      return [{ title, text: 'Not base64url. See the findings.' }]
    case 'token':
    case 'absent':
      return []
  }
}

/** Array elements, which have no name, are numbered among the disclosures. */
function disclosedClaims(disclosures: readonly Disclosure[]): JsonObject | null {
  const members = disclosures.flatMap(({ form, name, value }, index) => {
    if (!value) return []
    const shown = form === 'member' && name !== null ? name : `array element ${index + 1}`
    return [{ name: shown, nameStart: 0, value }]
  })
  return members.length > 0 ? { kind: 'object', start: 0, end: 0, members } : null
}

/** The tokens inside a token, which have findings of their own. */
export function tokensInside(inspection: Inspection): { title: string; inside: Inspection }[] {
  switch (inspection.kind) {
    case 'jws':
    case 'jwe':
      return inspection.nested ? [{ title: 'Inside', inside: inspection.nested }] : []
    case 'sd-jwt':
      return inspection.keyBinding ? [{ title: 'Key binding', inside: inspection.keyBinding }] : []
    default:
      return []
  }
}
