import type { Failure } from '../../shared/result.ts'

/** Ends with a full stop. Texts of services come with and without one. */
export const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`)

/** What a failure says beside its title. */
export const failureLines = ({ detail, nextStep }: Failure): string[] =>
  detail === undefined ? [nextStep] : [sentence(detail), nextStep]

/** The same where its title is no heading. */
export const failureSentences = (failure: Failure): string[] => [
  sentence(failure.title),
  ...failureLines(failure),
]
