import { Socket } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { inspectHashes } from './inspect-hashes.ts'
import { inspect } from './inspect.ts'
import { compact, hs256, nowSeconds } from './token.fixture.ts'
import { nameOf, vectors } from './vectors/vectors.fixture.ts'

/** Whatever a program asks the network for, it opens a socket; this one is never opened. */
const connect = vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket) {
  return this.destroy(new Error('refused'))
})

afterEach(() => {
  connect.mockClear()
})

/** A token that names every address that it can. */
const tempting = compact(
  {
    ...hs256,
    jku: 'https://127.0.0.1/jwks',
    x5u: 'https://127.0.0.1/x5c',
    kid: 'https://127.0.0.1',
  },
  {
    iss: 'https://127.0.0.1',
    aud: 'https://127.0.0.1',
    at_hash: 'x',
    vct: 'https://127.0.0.1/vct',
  },
)

describe('reading and judging', () => {
  it.each([
    ['a token that names addresses', tempting],
    ['the address it stood in', `https://127.0.0.1/cb#access_token=${tempting}`],
    ['a curl command', `curl -H 'Authorization: Bearer ${tempting}' https://127.0.0.1/`],
    ...vectors.map((vector): [string, string] => [nameOf(vector), vector.token]),
  ])('asks nobody: %s', async (_, text) => {
    inspect(text, { nowSeconds })
    await inspectHashes(text, { nowSeconds, accessToken: tempting })
    expect(connect).not.toHaveBeenCalled()
  })

  it('would be seen to ask', async () => {
    await expect(fetch('http://127.0.0.1:49151/')).rejects.toThrow()
    expect(connect).toHaveBeenCalled()
  })
})
