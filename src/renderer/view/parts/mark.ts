import type { TokenState } from '../../state/token-life.ts'
import type { IconName } from './icons.ts'

/** What a colour says. */
export type Tone = 'good' | 'soon' | 'bad' | 'off' | 'accent'

/** A state as colour, icon and word: never one of them alone. */
export interface Mark {
  tone: Tone
  icon: IconName
  word: string
}

/** Something the user should know before anything else, with what to do about it. */
export interface Notice {
  tone: Tone
  icon: IconName
  title: string
  lines: readonly string[]
  actions?: readonly { label: string; run: () => void }[]
}

export const toneOfState: Record<TokenState, Tone> = {
  valid: 'good',
  'never-ends': 'good',
  soon: 'soon',
  expired: 'bad',
  'not-yet': 'off',
  unknown: 'off',
}
