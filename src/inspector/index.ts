/**
 * Everything that other rooms may import from the inspector: text in, inspection out. Pure, without
 * network, files or clock. Knows no provider.
 */
export { childRows, type ClaimRow, claimRows, headerRows } from './claims/claim-rows.ts'
export { sizeText, valueRemarks } from './claims/claim-words.ts'
export { type Change, type KeyComparison, compareTokens, isTimeClaim } from './compare/diff.ts'
export { decodeBase64url, encodeBase64url } from './encoding/base64url.ts'
export { explain, originText } from './explain.ts'
export { mostUnpackedBytes } from './findings/encrypted.ts'
export { type FindingId, judgeVerification, worstFirst } from './findings/index.ts'
export { findingName } from './findings/names.ts'
export { headersOf } from './findings/judged-token.ts'
export type {
  CertificateFacts,
  EncryptionFacts,
  HmacFacts,
  VerificationFacts,
} from './findings/verification-facts.ts'
export type { HashReport } from './hashes/hash-report.ts'
export { inspectHashes } from './inspect-hashes.ts'
export { firstToken, inspect, inspectToken, readLifetime } from './inspect.ts'
export {
  finiteNumber,
  itemsOf,
  joined,
  memberOf,
  numberOf,
  objectOf,
  stringOf,
  stringsIn,
} from './json/access.ts'
export type { JsonNode, JsonObject } from './json/node.ts'
export { pointerStep } from './json/pointer.ts'
export { readJson } from './json/read.ts'
export { sameValue } from './json/same-value.ts'
export { visitNodes } from './json/visit-nodes.ts'
export { writeJson } from './json/write.ts'
export {
  type Expiry,
  type Lifetime,
  type LifetimeState,
  byOurClock,
  noticeableSkew,
  noticeableSkewSeconds,
  stateAt,
} from './lifetime/lifetime.ts'
export { lifetimeOf } from './lifetime/read-lifetime.ts'
export type { FoundIn, FoundToken } from './looks/found-token.ts'
export { type Slot, slots } from './looks/slot.ts'
export { accessTokenBeside, findTokens } from './paste/find-tokens.ts'
export type { InspectionContext } from './read/context.ts'
export type { Finding, Severity } from './read/finding.ts'
export type {
  Inspection,
  Judgement,
  JweReading,
  JwsReading,
  Reading,
  SdJwtReading,
  Signature,
  TokenPart,
} from './read/inspection.ts'
export { isUnencoded } from './read/jws.ts'
export { PartReader } from './read/parts.ts'
export { readToken } from './read/read-token.ts'
export { type Section, sectionsOf, tokensInside } from './sections.ts'
export {
  type Algorithm,
  algorithms,
  type ContentEncryption,
  contentEncryptionAlgorithms,
  type KeyManagement,
  keyManagementAlgorithms,
  type KeyType,
  pbes2Bounds,
  shortestRsaBits,
  type SignatureAlgorithm,
  signatureAlgorithms,
  unsupportedCurves,
} from './tables/algorithms.ts'
export { registry, registryDates } from './tables/lookup.ts'
export type { Meaning } from './tables/registry.ts'
export { tokenTypeOf } from './tables/token-types.ts'
export { counted, hiddenText } from './words/count.ts'
export {
  durationText,
  isFar,
  localText,
  relativeText,
  roughText,
  utcText,
} from './words/duration.ts'
export { stateLine, statePieces, stateWords } from './words/lifetime-text.ts'
export { referenceUrl } from './words/reference-url.ts'
export { list, quote } from './words/sentence.ts'
export { hasInvisible, visiblePieces, withMarks } from './words/visible-text.ts'
