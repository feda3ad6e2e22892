/**
 * One value that crossed between main and the page, in its wire form: what a page could have seen,
 * verbatim.
 */
export interface Crossing {
  direction: 'to-main' | 'to-renderer'
  channel: string
  /** The values as devalue writes them: searchable as text, readable with `devalue.parse`. */
  payload: string
}

const crossings: Crossing[] = []
const isRecording = process.env['TOUCHSTONE_RECORD_TRAFFIC'] === '1'

export function record(direction: Crossing['direction'], channel: string, payload: string): void {
  if (isRecording) crossings.push({ direction, channel, payload })
}

export const recordedTraffic = (): readonly Crossing[] => crossings
