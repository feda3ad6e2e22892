import { expect, it } from 'vitest'
import { momentText } from './moment.ts'

const at = new Date(2026, 0, 31, 6, 58, 6).getTime()
const hour = 3_600_000

it.each([
  ['today 06:58:06', at, at + hour],
  ['31 Jan 2026, 06:58:06', at, at + 24 * hour],
  [null, 8.64e15 + 1000, at],
])('says %s', (text, moment, now) => expect(momentText(moment, now)).toBe(text))
