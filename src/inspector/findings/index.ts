import type { Finding, Severity } from '../read/finding.ts'
import type { HashReport } from '../hashes/hash-report.ts'
import * as algorithm from './algorithm.ts'
import * as claims from './claims.ts'
import * as critical from './critical.ts'
import * as encoding from './encoding.ts'
import * as encrypted from './encrypted.ts'
import * as exposure from './exposure.ts'
import * as hashes from './hashes.ts'
import * as headerKeys from './header-keys.ts'
import { invisibleText } from './invisible-text.ts'
import * as lifetimes from './lifetimes.ts'
import { sensitiveClaims } from './privacy.ts'
import * as profiles from './profiles.ts'
import type { Case, HashRule, Rule } from './rule.ts'
import * as signature from './signature.ts'
import * as times from './times.ts'
import * as type from './type.ts'

/** In the order in which findings of one severity are shown. */
const rules: readonly Rule[] = [
  encoding.malformed,
  times.expired,
  times.notYetValid,
  times.numericDateType,
  times.milliseconds,
  lifetimes.lifetimeNegative,
  algorithm.algNone,
  algorithm.nestedUnsigned,
  algorithm.algCase,
  algorithm.algUnregistered,
  algorithm.algUnprotected,
  algorithm.rsa15,
  algorithm.pbes2Count,
  algorithm.hmacWithJwks,
  algorithm.algDeprecated,
  signature.signatureEmpty,
  signature.signatureDer,
  signature.signatureLength,
  signature.signatureZero,
  signature.rsaShortSignature,
  headerKeys.headerJwkPrivate,
  headerKeys.headerJwk,
  headerKeys.headerJku,
  headerKeys.headerX5u,
  headerKeys.kidSuspicious,
  critical.critInvalid,
  critical.critUnknown,
  critical.b64InJwt,
  encoding.anomalies,
  encoding.payloadNotObject,
  claims.jsonSerializedJwt,
  encrypted.replicatedClaimsDiffer,
  encrypted.jweZip,
  claims.claimType,
  profiles.atJwtIncomplete,
  profiles.idTokenIncomplete,
  profiles.dpopIncomplete,
  profiles.logoutInvalid,
  profiles.setWithoutEvents,
  profiles.idTokenAsAccess,
  type.typMismatch,
  times.issuedInFuture,
  lifetimes.noExpiry,
  lifetimes.longLived,
  lifetimes.shortLived,
  lifetimes.expiryDisagrees,
  claims.audWildcard,
  claims.issNotHttps,
  sensitiveClaims,
  invisibleText,
  exposure.tokenInUrl,
  exposure.tooLarge,
  claims.senderConstrained,
  claims.bearerUnbound,
  claims.issMissing,
  claims.subMissing,
  claims.audMissing,
  profiles.nonceMissing,
  headerKeys.kidMissing,
  type.typMissing,
  type.typApplicationPrefix,
]

const hashRules: readonly HashRule[] = [
  hashes.atHashMismatch,
  hashes.undisclosedReference,
  hashes.duplicateDigest,
  hashes.claimCollision,
  hashes.keyBindingHash,
]

/** What the rules say about a reading, worst first. */
export const judge = (judged: Case): Finding[] => worstFirst(rules.flatMap((rule) => rule(judged)))

/** What the rules say once the hashes are computed, worst first. */
export const judgeHashes = (report: HashReport, judged: Case): Finding[] =>
  worstFirst(hashRules.flatMap((rule) => rule(report, judged)))

const rank: Record<Severity, number> = { error: 0, warning: 1, note: 2 }

/** Stable: within a severity the order of the rules stays. */
export const worstFirst = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => rank[a.severity] - rank[b.severity])
