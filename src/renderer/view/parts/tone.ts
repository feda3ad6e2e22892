import type { TokenState } from '../../state/token-life.ts'

/** What a colour says. */
export type Tone = 'good' | 'soon' | 'bad' | 'off' | 'accent'

export const toneOfState: Record<TokenState, Tone> = {
  valid: 'good',
  'never-ends': 'good',
  soon: 'soon',
  expired: 'bad',
  'not-yet': 'off',
  unknown: 'off',
}
