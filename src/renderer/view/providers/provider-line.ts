import type { ProviderSummary } from '../../../shared/ipc.ts'
import type { Provider } from '../../../shared/provider.ts'
import { isNear } from '../../state/clock.svelte.ts'
import { isDemo } from '../../state/demo.ts'
import { countsTo, lifeOf, lifetimeState, shareLeft } from '../../state/token-life.ts'
import { countdown } from '../../text/duration.ts'
import { type Mark, markOf } from '../parts/mark.ts'

/** The content of a provider's row in the list. */
export interface ProviderLine extends Mark {
  /** The environment, marked if the provider is a demo. */
  badge: string
  /** Time until the token expires or since it did; empty if unknown. */
  left: string
  /** The share of its lifetime that is left, 0 to 1; null for no bar. */
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

/** The token that the row shows: the access token, else any other. */
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
    ...markOf(state),
    left: state === 'expired' ? `${distance} ago` : distance,
    // Steps of half a percent: finer ones would cause repaints that nobody can see.
    share: share === null ? null : Math.round(share * 200) / 200,
  }
}

/** Whether the row shows seconds, so that it changes more often than each minute. */
export function needsSeconds(summary: ProviderSummary, minuteMs: number): boolean {
  const token = mainToken(summary)
  if (!token) return false
  const { endsAtMs, notBeforeMs } = lifeOf(token)
  return [endsAtMs, notBeforeMs].some((at) => typeof at === 'number' && isNear(at, minuteMs))
}
