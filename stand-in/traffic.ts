/** One message between main and the page, exactly as the page could have seen it. */
export interface Crossing {
  direction: 'to-main' | 'to-renderer'
  channel: string
  /** Its values in the text form of `devalue`: searchable, and readable with `devalue.parse`. */
  payload: string
}

const crossings: Crossing[] = []
const isRecording = process.env['TOUCHSTONE_RECORD_TRAFFIC'] === '1'

export function record(direction: Crossing['direction'], channel: string, payload: string): void {
  if (isRecording) crossings.push({ direction, channel, payload })
}

export const recordedTraffic = (): readonly Crossing[] => crossings
