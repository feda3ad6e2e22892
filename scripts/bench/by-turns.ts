import { median } from './compare.ts'

/** Measurements of several ways, taken by turns in one run, so that noise affects all of them. */
export interface Turns<Name extends string> {
  /** Medians, in the unit of the ways' results. */
  medians: Record<Name, number>
  /** Median of the ratios within each round. */
  ratio: (of: Name, to: Name) => number
  /** Median of the differences within each round. */
  difference: (of: Name, minus: Name) => number
}

type Ways<Name extends string> = Record<Name, (round: number) => Promise<number>>

/** Each way returns its own measurement. Warm-up rounds do not count. */
export async function byTurns<Name extends string>(
  ways: Ways<Name>,
  { rounds, warmUp }: { rounds: number; warmUp: number },
): Promise<Turns<Name>> {
  const names = namesOf(ways)
  const samples: Record<Name, number>[] = []
  for (let round = -warmUp; round < rounds; round++) {
    const sample: Partial<Record<Name, number>> = {}
    // Each round begins with another way, so that none is always first.
    const first = Math.abs(round) % names.length
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      sample[name] = await ways[name](round)
    }
    if (round >= 0) samples.push(complete(sample, names))
  }
  const overRounds = (value: (sample: Record<Name, number>) => number) => median(samples.map(value))
  return {
    medians: mapNames(names, (name) => round3(overRounds((sample) => sample[name]))),
    ratio: (of, to) => overRounds((sample) => sample[of] / sample[to]),
    difference: (of, minus) => overRounds((sample) => sample[of] - sample[minus]),
  }
}

/** Duration in milliseconds. */
export async function msOf(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}

const namesOf = <Name extends string>(ways: Ways<Name>): Name[] => Object.keys(ways) as Name[]

const complete = <Name extends string>(
  sample: Partial<Record<Name, number>>,
  names: readonly Name[],
): Record<Name, number> => mapNames(names, (name) => sample[name] ?? NaN)

const mapNames = <Name extends string>(
  names: readonly Name[],
  valueOf: (name: Name) => number,
): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, number>

const round3 = (value: number): number => Number(value.toPrecision(3))
