import { expect, it } from 'vitest'
import { inspectHashes } from '../inspect-hashes.ts'
import { nameOf, vectors } from '../vectors/vectors.fixture.ts'
import { now } from './rows/mint.fixture.ts'

it.each(
  vectors.filter(({ kind }) => kind === 'sd-jwt').map((vector) => [nameOf(vector), vector.token]),
)('nothing about hashes is found in %s', async (_, token) => {
  expect((await inspectHashes(token, { nowSeconds: now })).findings).toEqual([])
})
