import type { Anomaly } from '../encoding/anomaly.ts'
import type { Finding } from './finding.ts'
import type { JsonNode, JsonObject, MaskedValue } from '../json/node.ts'
import type { Lifetime } from '../lifetime/lifetime.ts'
import type { FoundIn } from '../looks/found-token.ts'

/**
 * What `inspect` makes of a text. Plain data that crosses between the processes: it never holds the
 * token's text or a signature, and where it was made with `maskTokens` no value that is a token.
 */
export type Inspection = Reading & Judgement

/** What was judged, with the context's clock. */
export interface Judgement {
  lifetime: Lifetime
  /** Worst first. */
  findings: readonly Finding[]
}

/** What stands in the text, before anything is judged. */
export type Reading =
  | JwsReading
  | JweReading
  | SdJwtReading
  | PasetoReading
  | KnownReading
  | OpaqueReading
  | MalformedReading
  | NothingRead

export interface ReadingBase {
  /** The kind for people: `Signed JWT`, `GitHub personal access token`. */
  label: string
  foundIn: FoundIn
  /** What was taken off around the token, as noun phrases: `the word Bearer`, `3 line breaks`. */
  stripped: readonly string[]
  /** Pieces of the cleaned token text; compact tokens have them in its order. */
  parts: readonly TokenPart[]
  /** UTF-8 bytes of the cleaned token text. */
  totalBytes: number
  /** The JOSE header; in JSON serializations the protected one of the first signature. */
  header: JsonObject | null
  /** The claims set, where there is a readable one. */
  claims: JsonObject | null
  anomalies: readonly Anomaly[]
}

export type PartRole =
  | 'prefix'
  | 'header'
  | 'unprotected-header'
  | 'payload'
  | 'signature'
  | 'encrypted-key'
  | 'iv'
  | 'ciphertext'
  | 'tag'
  | 'additional-data'
  | 'disclosure'
  | 'key-binding'
  | 'footer'
  | 'whole' // an opaque token has no parts

export interface TokenPart {
  role: PartRole
  /** For people: `Header`, `Signature 2`. */
  name: string
  /** UTF-16 units of the cleaned token text. */
  offset: number
  length: number
  /** Size after base64url decoding; null where it cannot be decoded or is not encoded. */
  bytes: number | null
  /** What it decodes to is printable ASCII without a backslash: nothing hides in it. */
  plain?: true
}

/** What the payload of a signed token holds. */
export type Content =
  | { form: 'json'; root: JsonNode }
  /** UTF-8 text that is no JSON; empty where `masked` says that it did not cross. */
  | { form: 'text'; text: string; masked?: MaskedValue }
  /** Neither; `hex` are the first 64 bytes. */
  | { form: 'bytes'; bytes: number; hex: string }
  /** A token inside the token: see `nested`. */
  | { form: 'token' }
  /** Not base64url: see the anomalies. */
  | { form: 'undecodable' }
  /** Detached and not supplied. */
  | { form: 'absent' }

/** JSON Web Signature, RFC 7515. */
export interface JwsReading extends ReadingBase {
  kind: 'jws'
  serialization: 'compact' | 'flattened' | 'general'
  payload: Content
  /** The payload stands beside the token, not in it (RFC 7515 appendix F). */
  detached: boolean
  /** `b64: false`: the payload is signed as it is (RFC 7797). */
  unencoded: boolean
  /** One in compact and flattened form; in general form as many as there are. */
  signatures: readonly Signature[]
  /** The payload, where it is itself a token (RFC 7519 5.2). */
  nested: Inspection | null
  /** Set where an issuer made the token for itself alone, so that nobody else verifies it. */
  privateTo: string | null
}

/** Facts about one signature; its bytes stay behind. */
export interface Signature {
  /** Index into `parts`. */
  part: number
  /** Index of its protected header in `parts`; null where there is none. */
  headerPart: number | null
  unprotectedPart: number | null
  /** The protected header. */
  header: JsonObject | null
  unprotected: JsonObject | null
  /** Decoded size; null where it is not base64url. */
  bytes: number | null
  /** The bytes are exactly one DER sequence of two integers. */
  der: boolean
  /** The first half, ECDSA's r, is all zeros. */
  zeroR: boolean
  /** The second half, ECDSA's s, is all zeros. */
  zeroS: boolean
}

/** JSON Web Encryption, RFC 7516. `header` is the protected one. */
export interface JweReading extends ReadingBase {
  kind: 'jwe'
  serialization: 'compact' | 'flattened' | 'general'
  /** The shared unprotected header. */
  unprotected: JsonObject | null
  recipients: readonly Recipient[]
  /** `absent` until the context brings what was decrypted. */
  payload: Content
  /** The payload, where it is itself a token: decrypted is not verified. */
  nested: Inspection | null
}

export interface Recipient {
  /** Index of the encrypted key in `parts`; null where there is none (`dir`, `ECDH-ES`). */
  part: number | null
  headerPart: number | null
  /** The recipient's own unprotected header. */
  unprotected: JsonObject | null
  /** `alg` of the joined headers, as text; null where it is missing. */
  algorithm: string | null
  /** What key would open it, as a noun phrase: `the recipient's RSA private key`. */
  opensWith: string
}

/** RFC 9901. `claims` is the issuer's payload as signed; see `inspectHashes` for the digests. */
export interface SdJwtReading extends ReadingBase {
  kind: 'sd-jwt'
  serialization: 'compact' | 'flattened' | 'general'
  payload: Content
  signatures: readonly Signature[]
  /** `_sd_alg`, else `sha-256`. */
  hashAlgorithm: string
  disclosures: readonly Disclosure[]
  /** The key-binding JWT, where the last part is one. */
  keyBinding: Inspection | null
}

export interface Disclosure {
  /** Index into `parts`. */
  part: number
  /** `["salt", "name", value]` for a member, `["salt", value]` for an array element. */
  form: 'member' | 'element' | 'unreadable'
  salt: string | null
  name: string | null
  value: JsonNode | null
}

/** PASETO v1 to v4. `claims` is set for `public`; nothing of it is verified. */
export interface PasetoReading extends ReadingBase {
  kind: 'paseto'
  version: 1 | 2 | 3 | 4
  purpose: 'local' | 'public'
  /** `absent` for local tokens. */
  payload: Content
  footer: Content
}

/** An opaque token known by its prefix: there is nothing to decode. */
export interface KnownReading extends ReadingBase {
  kind: 'known'
  issuer: string
  prefix: string
  /** False for identifiers that are no secret, such as `AKIA...`. */
  secret: boolean
}

/** Nothing to decode: introspection (RFC 7662) is the way. */
export interface OpaqueReading extends ReadingBase {
  kind: 'opaque'
  /** Unicode code points. */
  characters: number
  alphabet: Alphabet
  /** Bits, estimated from how often each character occurs: a bound, no measurement. */
  entropyBits: number
  /** What its shape suggests, as a sentence; null where it suggests nothing. */
  shape: string | null
}

export type Alphabet =
  | 'digits'
  | 'hexadecimal'
  | 'letters and digits'
  | 'base64url'
  | 'base64'
  | 'printable ASCII'
  | 'Unicode'

/** Begins like a JWT and is none: cut off, a part missing or one too many, a broken header. */
export interface MalformedReading extends ReadingBase {
  kind: 'malformed'
  /** What is wrong, in one sentence. */
  problem: string
}

/** No token in the text. */
export interface NothingRead extends ReadingBase {
  kind: 'nothing'
  problem: string
}
