import type { ProviderSummary } from '../../../shared/ipc.ts'
import { countsTo, lifeOf, shareLeft, stateAt, stateWords } from '../../state/token-life.ts'
import type { IconName } from '../parts/icons.ts'
import { type Tone, toneOfState } from '../parts/tone.ts'

/** What one line of the list says about a provider. */
export interface ProviderMark {
  tone: Tone
  icon: IconName
  word: string
  /** What the countdown runs to, epoch milliseconds. */
  countsToMs: number | null
  /** 0 to 1; null where there is no bar to draw. */
  share: number | null
}

const plain = (tone: Tone, icon: IconName, word: string): ProviderMark => ({
  tone,
  icon,
  word,
  countsToMs: null,
  share: null,
})

/** The token that counts: the one that calls are made with, else whatever there is. */
export const mainToken = ({ tokens }: ProviderSummary) =>
  tokens.find(({ slot }) => slot === 'access') ?? tokens[0]

export function markOf(summary: ProviderSummary, nowMs: number, skewSeconds: number): ProviderMark {
  if (summary.run.phase !== 'idle') return plain('accent', 'working', 'working')
  if (summary.secrets.state === 'locked') return plain('off', 'locked', 'locked')
  if (summary.secrets.state === 'enter-again') return plain('bad', 'failed', 'enter again')
  if (summary.unsaved) return plain('bad', 'failed', 'not saved')
  const token = mainToken(summary)
  if (!token) {
    const end = summary.lastOutcome?.end
    return end?.ok === false ? plain('bad', 'failed', 'failed') : plain('off', 'none', 'no token')
  }
  const life = lifeOf(token)
  const state = stateAt(life, nowMs, skewSeconds)
  return {
    tone: toneOfState[state],
    icon: state,
    word: stateWords[state],
    countsToMs: countsTo(life, state),
    share: shareLeft(life, nowMs),
  }
}
