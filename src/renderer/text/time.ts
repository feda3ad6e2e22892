/** Points in time in words. All take epoch milliseconds. */

const local = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
})

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** The farthest a Date can be from 1970 (ECMA-262 21.4.1.1): beyond it, formatting throws. */
const calendarMs = 8.64e15

export const isOnCalendar = (ms: number): boolean => Math.abs(ms) <= calendarMs

/** By the clock on this desk, with its zone; null beyond the calendar. */
export const localTime = (ms: number): string | null => (isOnCalendar(ms) ? local.format(ms) : null)

/** `2026-05-04 12:30:15 UTC`, with a fraction where there is one; null beyond the calendar. */
export function utcTime(ms: number): string | null {
  if (!isOnCalendar(ms)) return null
  return new Date(ms).toISOString().replace('T', ' ').replace('.000', '').replace('Z', ' UTC')
}

/** Hours, minutes and seconds, for what happened today. */
export const timeOfDay = (ms: number): string => clock.format(ms)
