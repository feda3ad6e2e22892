import { generateKeyPair, SignJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { inspect } from '../inspect.ts'
import { identityTokens } from './identity-tokens.fixture.ts'
import type { OrdinaryToken } from './ordinary-token.fixture.ts'
import { now } from './rows/mint.fixture.ts'
import { serviceTokens } from './service-tokens.fixture.ts'

const ordinaryTokens = [...serviceTokens, ...identityTokens]

type SigningKey = Parameters<SignJWT['sign']>[0]

const signingKeys = new Map<OrdinaryToken['algorithm'], SigningKey>()

beforeAll(async () => {
  signingKeys.set('HS256', new Uint8Array(32).fill(7))
  for (const algorithm of ['RS256', 'ES256', 'EdDSA'] as const)
    signingKeys.set(algorithm, (await generateKeyPair(algorithm)).privateKey)
})

/** Really signed, so that its signature is as long as they are. */
async function mint({ algorithm, header, claims }: OrdinaryToken): Promise<string> {
  const key = signingKeys.get(algorithm)
  if (!key) throw new Error(`no ${algorithm} key`)
  return new SignJWT(claims).setProtectedHeader({ alg: algorithm, ...header }).sign(key)
}

const idsOf = (token: string, { context }: OrdinaryToken, severity: string): string[] =>
  inspect(token, { nowSeconds: now, ...context })
    .findings.filter((finding) => finding.severity === severity)
    .map(({ id }) => id)

describe('ordinary tokens', () => {
  it.each(ordinaryTokens)('$name raises no error', async (token) => {
    expect(idsOf(await mint(token), token, 'error')).toEqual([])
  })

  it.each(ordinaryTokens)('$name raises the warnings its shape deserves', async (token) => {
    expect(idsOf(await mint(token), token, 'warning')).toEqual(token.warnings)
  })

  it.each(ordinaryTokens.filter(({ context }) => context.lacks))(
    '$name is not nagged about what such tokens lack',
    async (token) => {
      const notes = idsOf(await mint(token), token, 'note')
      expect(notes.filter((id) => id.endsWith('-missing'))).toEqual([])
    },
  )

  it.each(ordinaryTokens)('$name raises no error when pasted', async (token) => {
    const pasted = { ...token, context: {} }
    expect(idsOf(`Bearer ${await mint(token)}`, pasted, 'error')).toEqual([])
  })

  it.each(ordinaryTokens)('$name expires', async (token) => {
    const later = { ...token, context: { ...token.context, nowSeconds: now + 9_999_999 } }
    expect(idsOf(await mint(token), later, 'error')).toEqual(['expired'])
  })
})
