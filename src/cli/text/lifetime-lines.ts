import {
  durationText,
  type Lifetime,
  type LifetimeState,
  relativeText,
  stateAt,
} from '../../inspector/index.ts'
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
  const { style, text } = stateText(stateAt(lifetime, nowSeconds))
  return [
    `${paint('bold', 'Lifetime')}: ${paint(style, text)}`,
    ...rows.map(([name, moment]) => `  ${name.padEnd('not before'.length)}  ${moment}`),
  ]
}

function stateText(state: LifetimeState): { style: Style; text: string } {
  switch (state.state) {
    case 'valid':
      return { style: 'bold', text: `valid for another ${durationText(state.seconds)}` }
    case 'expired':
      return { style: 'red', text: `expired ${relativeText(-state.seconds, 0)}` }
    case 'not-yet-valid':
      return { style: 'red', text: `valid in ${durationText(state.seconds)}` }
    case 'never-ends':
      return { style: 'yellow', text: 'never ends' }
    case 'unknown':
      return { style: 'yellow', text: 'the end is unknown' }
  }
}
