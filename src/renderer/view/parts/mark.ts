import { stateWords } from '../../../inspector/index.ts'
import type { TokenState } from '../../state/token-life.ts'
import type { IconName } from './icons.ts'

/** The meaning of a colour. */
export type Tone = 'good' | 'soon' | 'bad' | 'off' | 'accent'

/** A state as colour, icon and word, which always appear together. */
export interface Mark {
  tone: Tone
  icon: IconName
  word: string
}

/** The content of a banner: what the user should know first, and what to do about it. */
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

/** A token's state as a mark. */
export const markOf = (state: TokenState): Mark => ({
  tone: toneOfState[state],
  icon: state,
  word: stateWords[state],
})
