import type { Anomaly } from '../encoding/anomaly.ts'
import type { Finding } from './finding.ts'
import type { JsonNode, JsonObject, MaskedValue } from '../json/node.ts'
import type { Lifetime } from '../lifetime/lifetime.ts'
import type { FoundIn } from '../looks/found-token.ts'

/**
 * The result of `inspect`. Plain data that can cross between the processes: it never holds the text
 * of the token or a signature. If made with `maskTokens`, it holds no value that is a token.
 */
export type Inspection = Reading & Judgement

/** The judgement at the time of the context. */
export interface Judgement {
  lifetime: Lifetime
  /** Worst first. */
  findings: readonly Finding[]
}

/** What the text says, before anything is judged. */
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
  /** The kind, for display: `Signed JWT`, `GitHub personal access token`. */
  label: string
  foundIn: FoundIn
  /** What was removed around the token, as noun phrases: `the word Bearer`, `3 line breaks`. */
  stripped: readonly string[]
  /** Parts of the cleaned token text; for compact tokens, in their order. */
  parts: readonly TokenPart[]
  /** Size of the cleaned token text in UTF-8. */
  totalBytes: number
  /** The JOSE header; in JSON serialization the protected header of the first signature. */
  header: JsonObject | null
  /** The claims set, if there is a readable one. */
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
  | 'whole' // the text of a token without parts

export interface TokenPart {
  role: PartRole
  /** For display: `Header`, `Signature 2`. */
  name: string
  /** In UTF-16 units of the cleaned token text. */
  offset: number
  length: number
  /** Size after base64url decoding; null if it is not encoded or cannot be decoded. */
  bytes: number | null
  /** It decodes to printable ASCII without a backslash, so nothing invisible is in it. */
  plain?: true
}

/** The contents of a payload. */
export type Content =
  | { form: 'json'; root: JsonNode }
  /** UTF-8 text that is not JSON; empty if it is masked. */
  | { form: 'text'; text: string; masked?: MaskedValue }
  /** Neither. `hex` shows the first 64 bytes. */
  | { form: 'bytes'; bytes: number; hex: string }
  /** A nested token: see `nested`. */
  | { form: 'token' }
  /** Not base64url: see the anomalies. */
  | { form: 'undecodable' }
  /** Detached or encrypted, and not supplied. */
  | { form: 'absent' }

/** JSON Web Signature, RFC 7515. */
export interface JwsReading extends ReadingBase {
  kind: 'jws'
  serialization: 'compact' | 'flattened' | 'general'
  payload: Content
  /** The payload is transferred apart from the token (RFC 7515 appendix F). */
  detached: boolean
  /** `b64: false`: the payload is not base64url-encoded (RFC 7797). */
  unencoded: boolean
  /** Exactly one in compact and flattened form. */
  signatures: readonly Signature[]
  /** The payload, if it is itself a token (RFC 7519 §5.2). */
  nested: Inspection | null
  /** Issuer of a token that only that issuer itself can verify; null for others. */
  privateTo: string | null
}

/** Facts about one signature, without its bytes. */
export interface Signature {
  /** Index into `parts`. */
  part: number
  /** Index of its protected header in `parts`; null if there is none. */
  headerPart: number | null
  unprotectedPart: number | null
  /** The protected header. */
  header: JsonObject | null
  unprotected: JsonObject | null
  /** Decoded size; null if it is not base64url. */
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
  /** `absent` unless the context holds the plaintext. */
  payload: Content
  /** The payload, if it is itself a token. It is decrypted, not verified. */
  nested: Inspection | null
}

export interface Recipient {
  /** Index of the encrypted key in `parts`; null if there is none (`dir`, `ECDH-ES`). */
  part: number | null
  headerPart: number | null
  /** The recipient's own unprotected header. */
  unprotected: JsonObject | null
  /** `alg` of the joined headers; null if it is missing. */
  algorithm: string | null
  /** The key that decrypts it, as a noun phrase: `the recipient's RSA private key`. */
  opensWith: string
}

/** RFC 9901. `claims` is the payload as signed; `inspectHashes` resolves the digests. */
export interface SdJwtReading extends ReadingBase {
  kind: 'sd-jwt'
  serialization: 'compact' | 'flattened' | 'general'
  payload: Content
  signatures: readonly Signature[]
  /** `_sd_alg`, else `sha-256`. */
  hashAlgorithm: string
  disclosures: readonly Disclosure[]
  /** The key-binding JWT; null if there is none. */
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

/** PASETO v1 to v4. `claims` is set for `public`; nothing is verified. */
export interface PasetoReading extends ReadingBase {
  kind: 'paseto'
  version: 1 | 2 | 3 | 4
  purpose: 'local' | 'public'
  /** `absent` for local tokens. */
  payload: Content
  footer: Content
}

/** An opaque token that is recognized by its prefix. */
interface KnownReading extends ReadingBase {
  kind: 'known'
  issuer: string
  prefix: string
  /** False for identifiers that are not secret, such as `AKIA...`. */
  secret: boolean
}

/** A token that cannot be decoded. Only introspection (RFC 7662) tells more. */
export interface OpaqueReading extends ReadingBase {
  kind: 'opaque'
  /** Unicode code points. */
  characters: number
  alphabet: Alphabet
  /** In bits, estimated from how often each character occurs. */
  entropyBits: number
  /** What its shape suggests, as a sentence; null if it suggests nothing. */
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

/** Begins like a JWT but is none: truncated, the wrong number of parts, or a broken header. */
export interface MalformedReading extends ReadingBase {
  kind: 'malformed'
  /** The problem, in one sentence. */
  problem: string
}

/** No token in the text. */
export interface NothingRead extends ReadingBase {
  kind: 'nothing'
  problem: string
}
