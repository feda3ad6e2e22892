import {
  firstToken,
  type FoundToken,
  type Inspection,
  type InspectionContext,
  inspectToken,
  itemsOf,
  joined,
  type JsonNode,
  type JsonObject,
  memberOf,
  stringOf,
  stringsIn,
  writeJson,
} from '../../inspector/index.ts'

/** A token as it is stored or was pasted. Secret. */
export interface TokenInput {
  text: string
  /** The moment to judge by, and whether what crosses to the window is masked. */
  context: InspectionContext
  /** Origins where the provider that holds it is configured; empty for a pasted one. */
  trustedOrigins: readonly string[]
}

/** The token found in the input, read without any mask: stays in the main process. */
export interface ReadInput {
  found: FoundToken
  reading: Inspection
}

export function readInput({ text, context }: TokenInput): ReadInput {
  const work = { steps: 0 }
  const found = firstToken(text, context, work) ?? noToken
  return { found, reading: inspectToken(found, { ...context, maskTokens: false }, work) }
}

const noToken: FoundToken = { text: '', foundIn: 'bare', stripped: [], name: null, slot: null }

export type TokenNames = ReturnType<typeof namesIn>

/**
 * What a token says about its own key: each from the first header that has it, `iss` from the claims.
 * All of it is the token's word, nobody else's.
 */
export function namesIn(reading: Inspection) {
  const headers = headersOf(reading)
  const chain = headers.map((header) => itemsOf(header, 'x5c')).find((items) => items !== null)
  const jwk = headers.map((header) => memberOf(header, 'jwk')).find((node) => node !== null)
  return {
    jku: joined(headers, 'jku'),
    x5u: joined(headers, 'x5u'),
    iss: stringOf(reading.claims, 'iss'),
    jwk: jwk ? plainValue(jwk) : null,
    x5c: stringsIn(chain ?? []),
  }
}

export function headersOf(reading: Inspection): (JsonObject | null)[] {
  if (reading.kind === 'jwe') return [reading.header, reading.unprotected]
  const signed = reading.kind === 'jws' || reading.kind === 'sd-jwt'
  return [
    reading.header,
    ...(signed ? reading.signatures.map(({ unprotected }) => unprotected) : []),
  ]
}

/** As `JSON.parse` reads it: the last of several members with one name. */
export const plainValue = (node: JsonNode): unknown => JSON.parse(writeJson(node)) as unknown
