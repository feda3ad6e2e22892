import {
  encodeBase64url,
  type Finding,
  type Inspection,
  type JsonNode,
  type JsonObject,
  type JwsReading,
  memberOf,
  readJson,
} from '../inspector/index.ts'

/** The inspection of a signed JWT as sent by main, from the JSON of its header and claims. */
export function signedJwt(
  header: string,
  claims: string,
  findings: readonly Finding[] = [],
): Inspection {
  const headerText = encode(header)
  const payloadText = encode(claims)
  const signature = headerText.length + payloadText.length + 2
  const reading: JwsReading = {
    kind: 'jws',
    label: 'Signed JWT',
    foundIn: 'bare',
    stripped: [],
    parts: [
      {
        role: 'header',
        name: 'Header',
        offset: 0,
        length: headerText.length,
        bytes: header.length,
      },
      {
        role: 'payload',
        name: 'Payload',
        offset: headerText.length + 1,
        length: payloadText.length,
        bytes: claims.length,
      },
      { role: 'signature', name: 'Signature', offset: signature, length: 43, bytes: 32 },
    ],
    totalBytes: signature + 43,
    header: objectIn(header),
    claims: objectIn(claims),
    anomalies: [],
    serialization: 'compact',
    payload: { form: 'json', root: nodeIn(claims) },
    detached: false,
    unencoded: false,
    signatures: [],
    nested: null,
    privateTo: null,
  }
  const lifetime = { issuedAt: null, notBefore: null, expiry: { source: 'unknown' as const } }
  return { ...reading, lifetime, findings }
}

/** The encoded token for `signedJwt` with the same arguments. */
export const signedText = (header: string, claims: string): string =>
  [encode(header), encode(claims), 'A'.repeat(43)].join('.')

const encode = (text: string): string => encodeBase64url(new TextEncoder().encode(text))

export const sampleHeader = '{"alg":"HS256","typ":"JWT"}'

export const sampleClaims = (): string => {
  const now = Math.floor(Date.now() / 1000)
  return `{"token_type":"access","exp":${now + 86_000},"jti":"7c2bd2b5a4d04a59b2a1d5c1c0a4e6f1","uuid":"0b1f2a3c-8a77-4b7e-9b1f-5f2f9f1f1a11","allowed_cidrs":["0.0.0.0/0","::/0"],"big":12345678901234567890,"note":"user\u202Egnp.exe","nested":{"roles":["reader","writer"],"active":true,"none":null}}`
}

export const sampleFindings: Finding[] = [
  {
    id: 'expired',
    severity: 'error',
    text: 'Expired 8 h ago',
    why: 'Services reject an expired token.',
    reference: 'RFC 7519 §4.1.4',
  },
  {
    id: 'number-inexact',
    severity: 'warning',
    text: 'The number 12345678901234567890 of `big` is beyond what most parsers keep.',
    why: 'JavaScript and others read 12345678901234567000.',
    reference: 'RFC 8259 §6',
  },
  {
    id: 'aud-missing',
    severity: 'note',
    text: 'No audience (aud)',
    why: 'Any service that trusts the issuer may accept it.',
    reference: 'RFC 7519 §4.1.3',
  },
]

function nodeIn(json: string): JsonNode {
  const { root } = readJson(json, { steps: 0 })
  if (!root) throw new Error('The fixture is no JSON')
  return root
}

function objectIn(json: string): JsonObject {
  const root = nodeIn(json)
  if (root.kind !== 'object' || memberOf(root, '') !== null) throw new Error('No object')
  return root
}
