/** `npm run test:attack` runs these tests at length; `npm test` runs a short form of them. */
export const isAttack = process.env['TOUCHSTONE_ATTACK'] === '1'

/** Repeats a run: every random choice follows from it. */
export const seed = Number(process.env['TOUCHSTONE_SEED'] ?? Date.now() % 1_000_000)

/** Numbers from 0 to 1, always the same ones for a seed (mulberry32). */
export function randomFrom(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Prints what was counted, with the seed that repeats it. */
export function report(line: string): void {
  if (isAttack) console.log(`${line} (TOUCHSTONE_SEED=${seed})`)
}
