import { describe, expect, it } from 'vitest'
import { compact, hs256, nowSeconds } from '../inspector/token.fixture.ts'
import { nameOf, vectors } from '../inspector/vectors/vectors.fixture.ts'
import { inspectAll } from './inspect-all.ts'
import { jsonDocument } from './json-document.ts'

async function documentOf(text: string) {
  const inspected = await inspectAll(text, nowSeconds)
  const written = jsonDocument(inspected)
  return { inspected, written, read: JSON.parse(written) as Record<string, unknown> }
}

describe('the JSON document', () => {
  it('is the inspection, with its hashes and the other tokens', async () => {
    const answer = JSON.stringify({
      access_token: compact(hs256, { a: 1 }),
      id_token: compact(hs256, { at_hash: 'wrong' }),
    })
    const { read, inspected } = await documentOf(answer)
    const [access, id] = inspected
    expect(read).toEqual({
      name: 'access_token',
      ...access.inspection,
      hashes: access.hashes,
      others: [{ name: 'id_token', ...id?.inspection, hashes: id?.hashes }],
    })
    expect(read).toMatchObject({
      kind: 'jws',
      others: [{ hashes: { accessTokenHash: { claimed: 'wrong' } } }],
    })
  })

  it('says so where there is no token', async () => {
    const { read } = await documentOf('no token here')
    expect(read).toMatchObject({ kind: 'nothing', name: null, others: [] })
  })

  it.each(vectors.map((vector) => [nameOf(vector), vector.token] as const))(
    'holds the whole inspection of %s',
    async (_, token) => {
      const { read, inspected } = await documentOf(token)
      expect(read).toMatchObject({ ...inspected[0].inspection })
    },
  )

  it('escapes what a terminal would obey or not show, and reads back the same', async () => {
    const name = 'a\u001b\u009b\u00a0\u200b\u202e\u2028\u{e0041}z'
    const { written, inspected, read } = await documentOf(compact(hs256, { [name]: name }))
    expect(written.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\u00a0]/u)
    expect(read).toMatchObject({ claims: inspected[0].inspection.claims })
    expect(JSON.stringify(read)).toContain('z')
  })
})
