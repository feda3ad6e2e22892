/** One line of the report: what was measured, beside what the design asks for. */
export interface Row {
  what: string
  /** As measured: `1.32x`, `4.1 ms`. */
  measured: string
  /** `≤ 1.7x`; null where a row is there for comparison only. */
  target: string | null
  /** What it was measured against in the same run. */
  against: string
  /** null where there is no target, or nothing could be measured: then `measured` says why. */
  holds: boolean | null
  /** Medians behind it, units in their names. */
  medians: Record<string, number>
}

interface Measured {
  what: string
  value: number
  limit: number
  against: string
  medians: Record<string, number>
}

/** A factor that must not be exceeded. */
export const ratioRow = ({ value, limit, ...row }: Measured): Row => ({
  ...row,
  measured: `${value.toFixed(2)}x`,
  target: `≤ ${limit}x`,
  holds: value <= limit,
})

interface Amount extends Omit<Measured, 'limit'> {
  /** null where it is there for comparison only. */
  limit: number | null
  unit: string
}

/** An amount that must not be exceeded, in the unit it is told in. */
export const amountRow = ({ value, limit, unit, ...row }: Amount): Row => ({
  ...row,
  measured: `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`,
  target: limit === null ? null : `≤ ${limit} ${unit}`,
  holds: limit === null ? null : value <= limit,
})

/** Something that cannot be measured here, and why. */
export const missingRow = (what: string, why: string): Row => ({
  what,
  measured: why,
  target: null,
  against: '',
  holds: null,
  medians: {},
})
