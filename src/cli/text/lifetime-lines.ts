import { type Lifetime, type LifetimeState, stateAt, stateLine } from '../../inspector/index.ts'
import { momentText } from './claim-lines.ts'
import type { Paint, Style } from './terminal.ts'

/** The state of a token and its times; empty for a token that names none. */
export function lifetimeLines(lifetime: Lifetime, nowSeconds: number, paint: Paint): string[] {
  const { issuedAt, notBefore, expiry } = lifetime
  const end = expiry.source === 'unknown' ? null : expiry.atSeconds
  const rows: [string, string][] = []
  if (issuedAt) rows.push(['issued', momentText(issuedAt.seconds, nowSeconds)])
  if (notBefore) rows.push(['not before', momentText(notBefore.seconds, nowSeconds)])
  if (typeof end === 'number') rows.push(['expires', momentText(end, nowSeconds)])
  if (rows.length === 0) return []
  const state = stateAt(lifetime, nowSeconds)
  return [
    `${paint('bold', 'Lifetime')}: ${paint(styles[state.state], stateLine(state))}`,
    ...rows.map(([name, moment]) => `  ${name.padEnd('not before'.length)}  ${moment}`),
  ]
}

const styles: Record<LifetimeState['state'], Style> = {
  'not-yet': 'red',
  valid: 'bold',
  soon: 'bold',
  'never-ends': 'yellow',
  unknown: 'yellow',
  expired: 'red',
}
