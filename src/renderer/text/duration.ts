import { durationText, roughText } from '../../inspector/index.ts'

/** Durations as text, in milliseconds and without their sign. See also `durationText`. */

const second = 1000

/** Seconds are shown below this duration only, so that an idle window has nothing to redraw. */
export const showsSecondsUnderMs = 3600 * second

/** `8 min 20 s`, `23 h 59 min`, `29 days 4 h`: rounded down, for figures that count. */
export const countdown = (ms: number): string => durationText(Math.abs(ms) / second)

/** `8 h`, `29 days`, `45 s`: one unit, for running text. */
export const roughly = (ms: number): string => roughText(ms / second)

/** `8 h ago`, `just now`: for running text. */
export const ago = (ms: number): string =>
  Math.abs(ms) < second ? 'just now' : `${roughly(ms)} ago`

/** `in 8 min 58 s`, `2 days 3 h ago`, `now`, `just now`: for texts that count. Negative is the past. */
export function fromNow(ms: number): string {
  if (Math.abs(ms) < second) return ms < 0 ? 'just now' : 'now'
  return ms < 0 ? `${countdown(ms)} ago` : `in ${countdown(ms)}`
}

/** `143 ms`, `2.4 s`: the duration of a call. */
export function elapsed(ms: number): string {
  return ms < second ? `${Math.round(ms)} ms` : `${(ms / second).toFixed(1)} s`
}
