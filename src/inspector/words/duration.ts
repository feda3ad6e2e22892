import { counted } from './count.ts'

/**
 * Texts for durations and moments. All are pure: a countdown is computed from its deadline, never
 * decremented. Seconds are shown under one hour only, so that an idle window has nothing to redraw.
 */

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** `2 days 3 h`, `5 h 12 min`, `12 min 30 s`, `8 s`; never negative, whole seconds, rounded down. */
export function durationText(seconds: number): string {
  if (!Number.isFinite(seconds)) return seconds > 0 ? 'forever' : '0 s'
  const whole = Math.max(0, Math.floor(seconds))
  if (whole > farDays * day) return roughText(whole)
  const [first, rest] =
    whole >= day
      ? [days(Math.floor(whole / day)), ofUnit(whole % day, hour, 'h')]
      : whole >= hour
        ? [ofUnit(whole, hour, 'h'), ofUnit(whole % hour, minute, 'min')]
        : [ofUnit(whole, minute, 'min'), ofUnit(whole % minute, 1, 's')]
  return [first, rest].filter((piece) => piece !== '').join(' ') || '0 s'
}

/** Empty for none. */
const ofUnit = (seconds: number, unit: number, name: string): string =>
  seconds < unit ? '' : `${Math.floor(seconds / unit)} ${name}`

const days = (count: number): string => counted(count, 'day')

/** `8 h`, `29 days`, `45 s`: one unit, for running text; drops the sign. */
export function roughText(seconds: number): string {
  const length = Math.abs(seconds)
  const whole = (unit: number) => Math.floor(length / unit)
  if (length < minute) return `${whole(1)} s`
  if (length < hour) return `${whole(minute)} min`
  if (length < 2 * day) return `${whole(hour)} h`
  if (length < 730 * day) return days(whole(day))
  return counted(whole(365.25 * day), 'year')
}

/** Further away than this, a date says more than a number of days. */
const farDays = 60

export const isFar = (momentSeconds: number, nowSeconds: number): boolean =>
  Math.abs(momentSeconds - nowSeconds) > farDays * day

/** `in 5 h 12 min`, `8 h ago`, `now`, `on 31 Jan 2026`. */
export function relativeText(momentSeconds: number, nowSeconds: number): string {
  const seconds = momentSeconds - nowSeconds
  if (Math.abs(seconds) < 1) return 'now'
  if (isFar(momentSeconds, nowSeconds)) return `on ${dateText(momentSeconds) ?? 'an unknown date'}`
  // Both directions round down.
  return seconds > 0 ? `in ${durationText(seconds)}` : `${durationText(-seconds)} ago`
}

/** 100 million days on either side of 1970: what a JavaScript date can hold (ECMA-262 21.4.1.1). */
const calendarEndSeconds = 8_640_000_000_000

const isInCalendar = (seconds: number): boolean => Math.abs(seconds) <= calendarEndSeconds

/** `2026-01-31 12:00:00 UTC`; null beyond the calendar. */
export function utcText(seconds: number): string | null {
  if (!isInCalendar(seconds)) return null
  const iso = new Date(Math.floor(seconds) * 1000).toISOString()
  return `${iso.slice(0, -5).replace('T', ' ')} UTC`
}

/** `31 Jan 2026` in the machine's time zone; null beyond the calendar. */
export const dateText = (seconds: number): string | null =>
  localText(seconds)?.replace(/,.*/, '') ?? null

/** `31 Jan 2026, 13:00:00 GMT+1` in the machine's time zone, or the given one; null as above. */
export function localText(seconds: number, timeZone?: string): string | null {
  if (!isInCalendar(seconds)) return null
  const options = { dateStyle: 'medium', timeStyle: 'long', timeZone } as const
  const formatter = formatters.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', options)
  formatters.set(timeZone, formatter)
  return formatter.format(Math.floor(seconds) * 1000)
}

/** By time zone. Creating a formatter costs more than a hundred uses. */
const formatters = new Map<string | undefined, Intl.DateTimeFormat>()
