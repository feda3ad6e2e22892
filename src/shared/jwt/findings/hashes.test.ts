import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { inspectHashes } from '../inspect-hashes.ts'
import { nameOf, vectors } from '../vectors/vectors.fixture.ts'
import { base64url, claims, jwt, now, part } from './rows/mint.fixture.ts'

const idsOf = async (text: string, accessToken?: string): Promise<string[]> => {
  const context = { nowSeconds: now, ...(accessToken === undefined ? {} : { accessToken }) }
  return (await inspectHashes(text, context)).findings.map(({ id }) => id)
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
const disclose = (...contents: unknown[]): string => part(['2GLC42sKQveCfGfryNRN9w', ...contents])
const digestOf = (disclosure: string): string => base64url(sha256(disclosure))
const issue = (payload: Record<string, unknown>): string =>
  jwt({ ...claims, ...payload }, { header: { typ: 'dc+sd-jwt' } })

const john = disclose('given_name', 'John')
const jane = disclose('given_name', 'Jane')
const presented = vectors.find(({ rfc, section }) => rfc === 9901 && section === '5.2')?.token ?? ''

describe('findings about hashes', () => {
  it.each(
    vectors.filter(({ kind }) => kind === 'sd-jwt').map((vector) => [nameOf(vector), vector.token]),
  )('spare %s', async (_, token) => {
    expect(await idsOf(token)).toEqual([])
  })

  it.each([
    [
      'a disclosure that the issuer did not sign',
      `${issue({ _sd: [digestOf(john)] })}~${jane}~`,
      'sd-undisclosed-reference',
    ],
    [
      'a digest that stands twice',
      `${issue({ _sd: [digestOf(john), digestOf(john)] })}~${john}~`,
      'sd-duplicate-digest',
    ],
    [
      'a claim that is there already',
      `${issue({ _sd: [digestOf(john)], given_name: 'X' })}~${john}~`,
      'sd-claim-collision',
    ],
    [
      'a disclosure taken out after the holder signed',
      presented.replace(/~[^~]+/, ''),
      'kb-hash-mismatch',
    ],
  ])('raise %s', async (_, token, id) => {
    expect(await idsOf(token)).toContain(id)
  })

  it('compare at_hash with the access token beside the ID token', async () => {
    const accessToken = jwt()
    const hash = base64url(sha256(accessToken).subarray(0, 16))
    const idToken = jwt({ ...claims, at_hash: hash })
    expect(await idsOf(idToken, accessToken)).toEqual([])
    expect(await idsOf(idToken, `${accessToken}x`)).toEqual(['at-hash-mismatch'])
    expect(await idsOf(idToken)).toEqual([])
  })
})
