import type { HashReport } from '../hashes/hash-report.ts'
import type { Finding, Severity } from '../read/finding.ts'
import { algorithm } from './algorithm.ts'
import { anomalies } from './anomalies.ts'
import { atHash } from './at-hash.ts'
import { claimType } from './claim-type.ts'
import { critical } from './critical.ts'
import type { About } from './define.ts'
import { encrypted } from './encrypted.ts'
import { exposure } from './exposure.ts'
import { headerKeys } from './header-keys.ts'
import { invisibleText } from './invisible-text.ts'
import { issuerAndAudience } from './issuer-audience.ts'
import type { JudgedToken } from './judged-token.ts'
import { jwtForm } from './jwt-form.ts'
import { keyBinding } from './key-binding.ts'
import { lifetimes } from './lifetimes.ts'
import { malformed } from './malformed.ts'
import { missingClaims } from './missing-claims.ts'
import { mistakenKind } from './mistaken-kind.ts'
import { requiredClaims } from './required-claims.ts'
import { selectiveDisclosure } from './selective-disclosure.ts'
import { sensitiveClaims } from './sensitive-claims.ts'
import { sharedSecret } from './shared-secret.ts'
import { signatureShape } from './signature-shape.ts'
import { times } from './times.ts'
import { typ } from './typ.ts'
import type { VerificationFacts } from './verification-facts.ts'

/** Findings of the same severity are shown in this order. */
const definitions = [
  malformed,
  ...times,
  ...algorithm,
  ...sharedSecret,
  ...signatureShape,
  ...headerKeys,
  ...critical,
  anomalies,
  ...jwtForm,
  ...encrypted,
  claimType,
  ...requiredClaims,
  atHash,
  ...selectiveDisclosure,
  ...mistakenKind,
  ...lifetimes,
  ...issuerAndAudience,
  sensitiveClaims,
  invisibleText,
  ...exposure,
  ...keyBinding,
  ...missingClaims,
  ...typ,
]

/** Id of a finding. */
export type FindingId = (typeof definitions)[number]['findings'][number]['id']

/** All findings that exist. */
export const findings: readonly About<FindingId>[] = definitions.flatMap(
  (each): readonly About<FindingId>[] => each.findings,
)

const readingRules = definitions.flatMap(({ reading }) => reading ?? [])
const hashingRules = definitions.flatMap(({ hashing }) => hashing ?? [])
const verificationRules = definitions.flatMap(({ verification }) => verification ?? [])

/** Findings of a token that was read, worst first. */
export const judge = (token: JudgedToken): Finding[] =>
  worstFirst(readingRules.flatMap((rule) => rule(token)))

/** Findings that need hashes, worst first. */
export const judgeHashes = (report: HashReport, token: JudgedToken): Finding[] =>
  worstFirst(hashingRules.flatMap((rule) => rule(report, token)))

/** Findings of verification or decryption, worst first. */
export const judgeVerification = (facts: VerificationFacts): Finding[] =>
  worstFirst(verificationRules.flatMap((rule) => rule(facts)))

const rank: Record<Severity, number> = { error: 0, warning: 1, note: 2 }

/** Stable: findings of one severity keep their order. */
export const worstFirst = (all: readonly Finding[]): Finding[] =>
  all.toSorted((a, b) => rank[a.severity] - rank[b.severity])
