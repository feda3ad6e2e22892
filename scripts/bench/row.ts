/** One line of the report: a measurement and its target. */
export interface Row {
  what: string
  /** For example `1.32x` or `4.1 ms`. */
  measured: string
  /** For example `≤ 1.7x`; null for a row that is only for comparison. */
  target: string | null
  /** What it is compared with, measured in the same run. */
  against: string
  /** Null without a target, or if nothing could be measured; `measured` then gives the reason. */
  holds: boolean | null
  /** The medians behind it, with units in their names. */
  medians: Record<string, number>
}

interface Measured {
  what: string
  value: number
  limit: number
  against: string
  medians: Record<string, number>
}

/** A ratio with a limit. */
export const ratioRow = ({ value, limit, ...row }: Measured): Row => ({
  ...row,
  measured: `${value.toFixed(2)}x`,
  target: `≤ ${limit}x`,
  holds: value <= limit,
})

interface Amount extends Omit<Measured, 'limit'> {
  /** Null for a row that is only for comparison. */
  limit: number | null
  unit: string
}

/** An amount with a limit, in its unit. */
export const amountRow = ({ value, limit, unit, ...row }: Amount): Row => ({
  ...row,
  measured: `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`,
  target: limit === null ? null : `≤ ${limit} ${unit}`,
  holds: limit === null ? null : value <= limit,
})

/** A row for something that could not be measured, with the reason. */
export const missingRow = (what: string, why: string): Row => ({
  what,
  measured: why,
  target: null,
  against: '',
  holds: null,
  medians: {},
})
