import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { mostInputBytes, readInput } from './read-input.ts'

const streamOf = (...chunks: Uint8Array[]) => Readable.from(chunks)
const unnamed = { from: 'standard-input', named: false } as const
const bytes = (text: string) => new TextEncoder().encode(text)

it('prefers what was given as an argument', async () => {
  const given = { from: 'arguments', text: 'given' } as const
  expect(await readInput(given, streamOf(bytes('piped')))).toBe('given')
})

it('joins chunks before it decodes them', async () => {
  const [first, second] = [bytes('ü').subarray(0, 1), bytes('ü').subarray(1)]
  expect(await readInput(unnamed, streamOf(first, second))).toBe('ü')
})

it('does not wait for a terminal unless it was named', async () => {
  const terminal = () => Object.assign(streamOf(bytes('typed')), { isTTY: true })
  expect(await readInput(unnamed, terminal())).toBe('')
  expect(await readInput({ ...unnamed, named: true }, terminal())).toBe('typed')
})

it('stops reading what does not end', async () => {
  const million = new Uint8Array(1_000_000)
  let given = 0
  function* endless() {
    for (;;) {
      given += million.length
      yield million
    }
  }
  expect(await readInput(unnamed, Readable.from(endless()))).toBeNull()
  expect(given).toBeLessThan(mostInputBytes * 2)
})
