import { stateWords } from '../../../inspector/index.ts'
import type { ProviderSummary } from '../../../shared/ipc.ts'
import type { Provider } from '../../../shared/provider.ts'
import { isNear } from '../../state/clock.svelte.ts'
import { isDemo } from '../../state/demo.ts'
import { countsTo, lifeOf, lifetimeState, shareLeft } from '../../state/token-life.ts'
import { countdown } from '../../text/duration.ts'
import { type Mark, toneOfState } from '../parts/mark.ts'

/** What one line of the list says about a provider. */
export interface ProviderLine extends Mark {
  /** Whether it is a demo, and its environment where that says more. */
  badge: string
  /** How long it still lives, or how long ago it ended; empty where that is not known. */
  left: string
  /** 0 to 1; null where there is no bar to draw. */
  share: number | null
}

type State = Omit<ProviderLine, 'badge'>

const plain = (tone: Mark['tone'], icon: Mark['icon'], word: string): State => ({
  tone,
  icon,
  word,
  left: '',
  share: null,
})

/** The token that counts: the one that calls are made with, else whatever there is. */
const mainToken = ({ tokens }: ProviderSummary) =>
  tokens.find(({ slot }) => slot === 'access') ?? tokens[0]

export function lineOf(
  summary: ProviderSummary,
  nowMs: number,
  marginSeconds: number,
): ProviderLine {
  return { badge: badgeOf(summary.provider), ...stateOf(summary, nowMs, marginSeconds) }
}

function badgeOf(provider: Provider): string {
  const { environment } = provider
  if (!isDemo(provider)) return environment
  return environment === '' || environment === 'demo' ? 'demo' : `demo · ${environment}`
}

function stateOf(summary: ProviderSummary, nowMs: number, marginSeconds: number): State {
  if (summary.run.phase !== 'idle') return plain('accent', 'working', 'working')
  if (summary.secrets.state === 'locked') return plain('off', 'locked', 'locked')
  if (summary.secrets.state === 'enter-again') return plain('bad', 'warning', 'enter again')
  if (summary.unsaved) return plain('bad', 'warning', 'not saved')
  const token = mainToken(summary)
  if (!token) {
    const end = summary.lastOutcome?.end
    return end?.ok === false ? plain('bad', 'warning', 'failed') : plain('off', 'none', 'no token')
  }
  const life = lifeOf(token)
  const { state } = lifetimeState(life, nowMs, marginSeconds)
  const at = countsTo(life, state)
  const distance = at === null ? '' : countdown(at - nowMs)
  const share = shareLeft(life, nowMs)
  return {
    tone: toneOfState[state],
    icon: state,
    word: stateWords[state],
    left: state === 'expired' ? `${distance} ago` : distance,
    // Steps of half a percent: finer ones cannot be seen and would be drawn all the same.
    share: share === null ? null : Math.round(share * 200) / 200,
  }
}

/** Whether what is shown of a provider changes with the seconds, not only with the minutes. */
export function needsSeconds(summary: ProviderSummary, minuteMs: number): boolean {
  const token = mainToken(summary)
  if (!token) return false
  const { endsAtMs, notBeforeMs } = lifeOf(token)
  return [endsAtMs, notBeforeMs].some((at) => typeof at === 'number' && isNear(at, minuteMs))
}
