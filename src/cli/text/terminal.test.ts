import { describe, expect, it } from 'vitest'
import { paintFor } from './terminal.ts'

const terminal = { isTTY: true }

describe('colour', () => {
  it('is for a terminal', () =>
    expect(paintFor(terminal, {})('red', 'a')).toBe('\u001b[31ma\u001b[39m'))

  it.each([
    ['a pipe', {}, {}],
    ['a terminal whose owner set NO_COLOR', terminal, { NO_COLOR: '1' }],
    ['a dumb terminal', terminal, { TERM: 'dumb' }],
  ])('is not for %s', (_, stream, env) => expect(paintFor(stream, env)('red', 'a')).toBe('a'))
})
