import { localText } from '../../inspector/index.ts'

const isSameDay = (atMs: number, nowMs: number): boolean =>
  new Date(atMs).toDateString() === new Date(nowMs).toDateString()

/** `today 06:58:06`, `31 Jan 2026, 06:58:06`, in local time; null beyond the calendar. */
export function momentText(atMs: number, nowMs: number): string | null {
  const text = localText(atMs / 1000)?.replace(/ [A-Z].{0,8}$/, '') ?? null
  return text !== null && isSameDay(atMs, nowMs) ? text.replace(/^.*, /, 'today ') : text
}
