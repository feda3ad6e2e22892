import type { ProviderSummary } from '../../../shared/ipc.ts'
import type { Provider } from '../../../shared/provider.ts'
import type { ProviderTemplate } from '../../../shared/template.ts'
import type { TokenSummary } from '../../../shared/token.ts'
import { isDemo } from '../../state/demo.ts'
import { mainToken, type ProviderState, providerState } from '../../state/provider-state.ts'
import { countsTo, lifeOf, lifetimeState, shareLeft } from '../../state/token-life.ts'
import { ago, roughly } from '../../text/duration.ts'
import { type Mark, markOf } from '../parts/mark.ts'

/** The content of a provider's row in the list. */
export interface ProviderLine extends Mark {
  /** The environment, marked if the provider is a demo. */
  environment: string
  /** Time until the token expires or since it did; empty if unknown. */
  left: string
  /** The share of its lifetime that is left, 0 to 1; null for no ring. */
  share: number | null
}

type Life = Pick<ProviderLine, 'left' | 'share'>

const noLife: Life = { left: '', share: null }

const marks: Record<Exclude<ProviderState['is'], 'alive' | 'failed'>, Mark> = {
  running: { tone: 'accent', icon: 'working', word: 'Working' },
  locked: { tone: 'off', icon: 'locked', word: 'Locked' },
  'enter-again': { tone: 'bad', icon: 'warning', word: 'Enter secrets again' },
  'not-saved': { tone: 'bad', icon: 'warning', word: 'Not saved' },
  'no-token': { tone: 'off', icon: 'none', word: 'No token' },
}

export function lineOf(
  summary: ProviderSummary,
  template: ProviderTemplate | undefined,
  nowMs: number,
  marginSeconds: number,
): ProviderLine {
  const environment = environmentOf(summary.provider)
  const state = providerState(summary)
  if (state.is === 'alive') return { environment, ...aliveLine(state.token, nowMs, marginSeconds) }
  if (state.is !== 'failed') return { environment, ...marks[state.is], ...noLife }
  const token = mainToken(summary)
  const { left } = token ? aliveLine(token, nowMs, marginSeconds) : noLife
  const { operation } = state
  const label = template?.operations.find(({ id }) => id === operation)?.label ?? operation
  return { environment, tone: 'bad', icon: 'warning', word: `${label} failed`, left, share: null }
}

function environmentOf(provider: Provider): string {
  const { environment } = provider
  if (!isDemo(provider)) return environment
  return environment === '' || environment === 'demo' ? 'demo' : `demo, ${environment}`
}

function aliveLine(token: TokenSummary, nowMs: number, marginSeconds: number): Mark & Life {
  const life = lifeOf(token)
  const { state } = lifetimeState(life, nowMs, marginSeconds)
  const at = countsTo(life, state)
  const share = shareLeft(life, nowMs)
  return {
    ...markOf(state),
    left: at === null ? '' : state === 'expired' ? ago(nowMs - at) : roughly(at - nowMs),
    // Steps of half a percent: finer ones would cause repaints that nobody can see.
    share: share === null || state === 'expired' ? null : Math.round(share * 200) / 200,
  }
}

/** Times below this are shown in seconds. The row changes more often than each minute then. */
const secondsUnderMs = 60_000

export function needsSeconds(summary: ProviderSummary, minuteMs: number): boolean {
  const token = mainToken(summary)
  if (!token) return false
  const { endsAtMs, notBeforeMs } = lifeOf(token)
  // One minute more: that long `minuteMs` may be behind.
  const isNear = (at: number) => Math.abs(at - minuteMs) < 2 * secondsUnderMs
  return [endsAtMs, notBeforeMs].some((at) => typeof at === 'number' && isNear(at))
}
