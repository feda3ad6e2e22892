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

const stateLooks: Record<TokenState, Pick<Mark, 'tone' | 'icon'>> = {
  active: { tone: 'good', icon: 'valid' },
  'never-ends': { tone: 'good', icon: 'valid' },
  soon: { tone: 'soon', icon: 'soon' },
  expired: { tone: 'bad', icon: 'expired' },
  'not-yet': { tone: 'off', icon: 'not-yet' },
  unknown: { tone: 'off', icon: 'unknown' },
}

/** A token's state as a mark. */
export const markOf = (state: TokenState): Mark => ({
  ...stateLooks[state],
  word: stateWords[state],
})
