import { benchDecode, type DecodeRow } from './decode.ts'
import { ratioRow, type Row } from './row.ts'

const own = 'Touchstone, lossless'
const floor = 'base64 + JSON.parse'

/** Decoding alone. Tokens below 6 KB are measured for comparison only. */
export const decodeRows = (): Row[] => benchDecode().flatMap(rowsOf)

function rowsOf({ size, characters, microseconds, ratios }: DecodeRow): Row[] {
  const medians = Object.fromEntries(
    Object.entries(microseconds).map(([name, value]) => [`${name}, µs`, value]),
  )
  const to = (other: string) => (ratios[own] ?? NaN) / (ratios[other] ?? NaN)
  const what = `decode ${size}`
  const rows = [
    ratioRow({ what, value: to(floor), limit: 1.7, against: floor, medians }),
    ratioRow({ what, value: to('jose'), limit: 1, against: 'jose', medians: {} }),
    ratioRow({ what, value: to('jwt-decode'), limit: 1, against: 'jwt-decode', medians: {} }),
  ]
  return characters < 5_000 ? rows.map((row) => ({ ...row, target: null, holds: null })) : rows
}
