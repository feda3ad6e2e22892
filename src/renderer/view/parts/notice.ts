import type { Failure } from '../../../shared/result.ts'
import { sentence } from '../../text/sentence.ts'
import type { IconName } from './icons.ts'
import type { Tone } from './tone.ts'

/** Something the user should know before anything else, with what to do about it. */
export interface Notice {
  tone: Tone
  icon: IconName
  title: string
  lines: readonly string[]
  actions?: readonly { label: string; run: () => void }[]
}

/** What a failure says beside its title. */
export const failureLines = ({ detail, nextStep }: Failure): string[] =>
  detail === undefined ? [nextStep] : [sentence(detail), nextStep]
