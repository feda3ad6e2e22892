import type { Failure } from '../../shared/result.ts'

/** Ends with a full stop. Texts of services come with and without one. */
export const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`)

/** The detail and the next step of a failure, below its title. */
export const failureLines = ({ detail, nextStep }: Failure): string[] =>
  detail === undefined ? [nextStep] : [sentence(detail), nextStep]

/** The whole failure in sentences, where its title is not a heading. */
export const failureSentences = (failure: Failure): string[] => [
  sentence(failure.title),
  ...failureLines(failure),
]
