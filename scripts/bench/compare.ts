/** Times of several ways to do one thing, taken by turns in one run, so that noise affects all of them. */
export interface Comparison {
  /** Median microseconds of one call, by name. */
  microseconds: Record<string, number>
  /** Median of the ratios within each round to the time of `against`. */
  ratios: Record<string, number>
}

const rounds = 51
/** Long enough for the resolution of the clock, short enough for many rounds. */
const roundMs = 2

/** @param against the way that the ratios refer to */
export function compare(ways: Record<string, () => unknown>, against: string): Comparison {
  const names = Object.keys(ways)
  const calls = new Map(names.map((name) => [name, callsFor(ways[name] ?? noop)]))
  const times = new Map(names.map((name): [string, number[]] => [name, []]))
  for (let round = 0; round < rounds; round++) {
    // Each round begins with another way, so that none is always first after a garbage collection.
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length] ?? against
      times.get(name)?.push(timeOf(ways[name] ?? noop, calls.get(name) ?? 1))
    }
  }
  const base = times.get(against) ?? []
  return {
    microseconds: mapTimes(times, (own) => median(own)),
    ratios: mapTimes(times, (own) => median(own.map((time, round) => time / (base[round] ?? NaN)))),
  }
}

const noop = () => undefined

/** Warms up the compiler. @returns the number of calls that fill a round */
function callsFor(way: () => unknown): number {
  let calls = 1
  for (let warm = 0; warm < 20;) {
    const ms = (timeOf(way, calls) * calls) / 1000
    if (ms < roundMs) calls *= 2
    else warm++
  }
  return calls
}

/** Microseconds per call. */
function timeOf(way: () => unknown, calls: number): number {
  const start = process.hrtime.bigint()
  for (let call = 0; call < calls; call++) way()
  return Number(process.hrtime.bigint() - start) / 1000 / calls
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

const mapTimes = (
  times: ReadonlyMap<string, readonly number[]>,
  summarize: (own: readonly number[]) => number,
): Record<string, number> =>
  Object.fromEntries([...times].map(([name, own]) => [name, Number(summarize(own).toPrecision(3))]))
