import type { LifetimeState } from '../lifetime/lifetime.ts'
import { dateText, durationText, isFar } from './duration.ts'

/** Every text about the state of a lifetime, for the window and the command line. */

/** Words of time. Valid and invalid are words of verification. */
export const stateWords: Record<LifetimeState['state'], string> = {
  'not-yet': 'Not yet active',
  active: 'Active',
  soon: 'Expires soon',
  'never-ends': 'Active',
  unknown: 'Expiry unknown',
  expired: 'Expired',
}

/**
 * A state in pieces, of which the figure may be emphasized. Pieces may be empty. The lead
 * follows the word directly.
 */
interface StatePieces {
  word: string
  lead: string
  figure: string
  tail: string
}

/** `Active` `, expires in` `5 h 12 min`; `Expired` `8 h` `ago`; `Expired` `on` `31 Jan 2026`. */
export function statePieces(state: LifetimeState, nowSeconds: number): StatePieces {
  const word = stateWords[state.state]
  const none = { word, lead: '', figure: '', tail: '' }
  switch (state.state) {
    case 'not-yet':
      return { ...none, ...coming('starts', state.seconds, nowSeconds) }
    case 'active':
    case 'soon':
      return { ...none, ...coming('expires', state.seconds, nowSeconds) }
    case 'never-ends':
      return { ...none, lead: ', no expiry' }
    case 'unknown':
      return none
    case 'expired': {
      const { seconds } = state
      if (seconds < 1) return { ...none, tail: 'just now' }
      const date = farDate(nowSeconds - seconds, nowSeconds)
      return date === null
        ? { ...none, figure: durationText(seconds), tail: 'ago' }
        : { ...none, lead: ' on', figure: date }
    }
  }
}

function coming(verb: string, seconds: number, nowSeconds: number) {
  const date = farDate(nowSeconds + seconds, nowSeconds)
  return date === null
    ? { lead: `, ${verb} in`, figure: durationText(seconds) }
    : { lead: `, ${verb} on`, figure: date }
}

const farDate = (seconds: number, nowSeconds: number): string | null =>
  isFar(seconds, nowSeconds) ? dateText(seconds) : null

/** `Active, expires in 5 h 12 min` */
export function stateLine(state: LifetimeState, nowSeconds: number): string {
  const { word, lead, figure, tail } = statePieces(state, nowSeconds)
  return [word + lead, figure, tail].filter((piece) => piece !== '').join(' ')
}
