import {
  type Content,
  type Disclosure,
  type Inspection,
  type JsonNode,
  type JsonObject,
  writeJson,
} from '../../../inspector/index.ts'

/** One titled block of what is inside a token. */
export type Section =
  | { title: string; table: 'claims' | 'header'; object: JsonObject }
  | { title: string; text: string }

/** Everything readable in a token, in the order in which it is looked at. */
export function sectionsOf(inspection: Inspection): Section[] {
  const sections: Section[] = []
  const table = (
    title: string,
    object: JsonObject | null,
    kind: 'claims' | 'header' = 'header',
  ) => {
    if (object) sections.push({ title, table: kind, object })
  }
  table('Claims', inspection.claims, 'claims')
  if ('payload' in inspection && !inspection.claims) {
    sections.push(...contentSection('Payload', inspection.payload))
  }
  if (inspection.kind === 'sd-jwt') {
    table('Disclosed claims', disclosed(inspection.disclosures), 'claims')
  }
  table('Header', inspection.header)
  if (inspection.kind === 'jws' || inspection.kind === 'sd-jwt') {
    inspection.signatures.forEach(({ header, unprotected }, index) => {
      const which = index === 0 ? '' : ` of signature ${index + 1}`
      if (index > 0) table(`Header${which}`, header)
      table(`Unprotected header${which}`, unprotected)
    })
  }
  if (inspection.kind === 'jwe') {
    table('Unprotected header', inspection.unprotected)
    inspection.recipients.forEach(({ unprotected }, index) =>
      table(`Header of recipient ${index + 1}`, unprotected),
    )
  }
  if (inspection.kind === 'paseto') sections.push(...contentSection('Footer', inspection.footer))
  return sections
}

/** The tokens inside a token, with what they are. */
export function tokensInside(inspection: Inspection): { title: string; inside: Inspection }[] {
  const { kind } = inspection
  const nested = kind === 'jws' || kind === 'jwe' ? inspection.nested : null
  const keyBinding = kind === 'sd-jwt' ? inspection.keyBinding : null
  return [
    ...(nested ? [{ title: `Inside: ${nested.label}`, inside: nested }] : []),
    ...(keyBinding ? [{ title: `Key binding: ${keyBinding.label}`, inside: keyBinding }] : []),
  ]
}

/** What should be said before anything else is looked at. */
export function remarksOn(inspection: Inspection): string[] {
  switch (inspection.kind) {
    case 'opaque': {
      const { characters, alphabet, entropyBits, shape } = inspection
      const about = `There is nothing to decode: ${characters} characters, ${alphabet}, about ${Math.round(entropyBits)} bits.`
      return [
        about,
        ...(shape ? [shape] : []),
        'Introspection (RFC 7662) is the way to learn more.',
      ]
    }
    case 'known':
      return [`It comes from ${inspection.issuer}. There is nothing to decode.`]
    case 'malformed':
    case 'nothing':
      return [inspection.problem]
    case 'jwe':
      return inspection.recipients.map(({ opensWith }) => `Encrypted: ${opensWith} opens it.`)
    case 'paseto':
      return [`PASETO version ${inspection.version}, ${inspection.purpose}. Nothing is verified.`]
    case 'jws':
      return [
        ...(inspection.detached ? ['The payload is detached: it stands beside the token.'] : []),
        ...(inspection.unencoded ? ['The payload is signed as it is, without base64url.'] : []),
        ...(inspection.privateTo
          ? [`${inspection.privateTo} makes it for itself: nobody else can verify it.`]
          : []),
      ]
    case 'sd-jwt':
      return [`Selective disclosure, digests by ${inspection.hashAlgorithm}.`]
  }
}

function contentSection(title: string, content: Content): Section[] {
  switch (content.form) {
    case 'json':
      return content.root.kind === 'object'
        ? [{ title, table: 'claims', object: content.root }]
        : [{ title, text: writeJson(content.root, { indent: 2 }) }]
    case 'text':
      return [{ title, text: content.text }]
    case 'bytes':
      return [{ title: `${title}, ${content.bytes} bytes`, text: content.hex }]
    case 'undecodable':
      return [{ title, text: 'It is not base64url: see the findings.' }]
    case 'token':
    case 'absent':
      return []
  }
}

/** As a claims set, with the elements of arrays under a name of their own. */
function disclosed(disclosures: readonly Disclosure[]): JsonObject | null {
  const members = disclosures.flatMap(({ form, name, value }, index) => {
    if (!value) return []
    const shown = form === 'member' && name !== null ? name : `array element ${index + 1}`
    return [{ name: shown, nameStart: 0, value: value satisfies JsonNode }]
  })
  return members.length > 0 ? { kind: 'object', start: 0, end: 0, members } : null
}
