import type { LifetimeState } from '../lifetime/lifetime.ts'
import { durationText, relativeText, roughText } from './duration.ts'

/** Every text about the state of a lifetime, for the window and the command line. */

type State = LifetimeState['state']

/** Beside the mark of a token. */
export const stateWords: Record<State, string> = {
  'not-yet': 'not yet valid',
  valid: 'valid',
  soon: 'expires soon',
  'never-ends': 'valid',
  unknown: 'unknown',
  expired: 'expired',
}

/** Behind the large countdown. */
export const countdownWords: Record<State, string> = {
  'not-yet': 'until it is valid',
  valid: 'left',
  soon: 'left',
  'never-ends': 'no expiry',
  unknown: 'expiry not known',
  expired: 'ago',
}

/** Behind a token's name, with one unit of time: `good for 29 d`, `expired 8 h ago`. */
export function statePhrase(state: LifetimeState): string {
  switch (state.state) {
    case 'not-yet':
      return `not valid for another ${roughText(state.seconds)}`
    case 'valid':
      return `good for ${roughText(state.seconds)}`
    case 'soon':
      return `${state.due ? 'expires in' : 'good for'} ${roughText(state.seconds)}`
    case 'never-ends':
      return 'without expiry'
    case 'unknown':
      return 'with unknown expiry'
    case 'expired':
      return state.seconds < 1 ? 'expired just now' : `expired ${roughText(state.seconds)} ago`
  }
}

/** On a line of its own, with two units: `valid for another 5 h 12 min`. */
export function stateLine(state: LifetimeState): string {
  switch (state.state) {
    case 'not-yet':
      return `valid in ${durationText(state.seconds)}`
    case 'valid':
    case 'soon':
      return `valid for another ${durationText(state.seconds)}`
    case 'never-ends':
      return 'never ends'
    case 'unknown':
      return 'the end is unknown'
    case 'expired':
      return `expired ${relativeText(-state.seconds, 0)}`
  }
}
