import { type Finding, findingName } from '../../../inspector/index.ts'
import type { Verdict, Verification } from '../../../shared/verification.ts'
import type { TokenState } from '../../state/token-life.ts'
import { outcomeMarks } from '../verify/outcome-marks.ts'
import { type Mark, markOf, type Tone } from './mark.ts'

/** What is known of a token when it is judged in one word. */
export interface Known {
  /** null for what has no lifetime of its own. */
  state: TokenState | null
  /** The last verification, if there was one. */
  verified?: Verified | undefined
  findings?: readonly Finding[] | undefined
}

/** As much of a verification as a provider's summary tells, or all of one made here. */
export type Verified = { verdict: Verdict; text: string } & Partial<
  Pick<Verification, 'signatures'>
>

/** The headline of a token: the worst of lifetime, verification and findings. */
export interface Headline extends Mark {
  /** What the headline speaks of. The lifetime stands beside any other. */
  of: 'lifetime' | 'verification' | 'finding'
  /** Why, where the headline does not say it; empty if it does. */
  reason: string
}

/** Errors that say no more than the lifetime. */
const ofLifetime: readonly string[] = ['expired', 'not-yet-valid']

/** The worst comes last. */
const ranks: readonly Tone[] = ['accent', 'good', 'off', 'soon', 'bad']

export function headlineOf({ state, verified, findings = [] }: Known): Headline {
  const candidates = [
    verified && verificationHeadline(verified),
    findingHeadline(findings),
    state && ({ ...markOf(state), of: 'lifetime', reason: '' } as const),
  ].filter((each) => !!each)
  // Stable: of two that are equally bad, verification and findings come first.
  const [worst] = candidates.toSorted((a, b) => ranks.indexOf(b.tone) - ranks.indexOf(a.tone))
  return worst ?? { ...markOf('unknown'), of: 'lifetime', reason: '' }
}

/** Only what casts doubt on the token: a good verification stands beside its lifetime. */
function verificationHeadline({ verdict, text, signatures }: Verified): Headline | null {
  const mark = outcomeMarks[verdict]
  if (mark.tone !== 'bad' && mark.tone !== 'soon') return null
  const about = { ...mark, of: 'verification', reason: text } as const
  if (verdict !== 'invalid') return about
  return { ...about, word: signatures?.some(isForged) ? 'Signature invalid' : 'Invalid' }
}

const isForged = ({ checks }: Verification['signatures'][number]): boolean =>
  checks.some(({ what, outcome }) => what === 'signature' && outcome === 'failed')

/** An error makes a token unacceptable whatever its lifetime. */
function findingHeadline(findings: readonly Finding[]): Headline | null {
  const error = findings.find(
    ({ id, severity }) => severity === 'error' && !ofLifetime.includes(id),
  )
  if (!error) return null
  const word = findingName(error.id)
  return { tone: 'bad', icon: 'error', word, of: 'finding', reason: error.text }
}

/** The verification in the words that stand beside a headline. */
export const verificationMark = (verified: Verified | undefined): Mark =>
  verified ? outcomeMarks[verified.verdict] : { tone: 'off', icon: 'unknown', word: 'Not verified' }
