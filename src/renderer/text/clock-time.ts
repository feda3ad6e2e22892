import { localText } from '../../inspector/index.ts'

/** `04:05:39` today, `30 Nov, 04:05:39` on another day, by the clock of this machine. */
export function shortTime(ms: number, nowMs: number): string {
  const time = timeOfDay.format(ms)
  const isToday = new Date(ms).toDateString() === new Date(nowMs).toDateString()
  return isToday ? time : `${day.format(ms)}, ${time}`
}

/** With the year and the time zone, for tooltips. */
export const fullTime = (ms: number): string => localText(ms / 1000) ?? ''

const timeOfDay = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
