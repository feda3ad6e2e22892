import { Agent } from 'undici'
import { ok } from '../../shared/result.ts'
import type { Expected, KeySource } from '../../shared/verification-request.ts'
import type { Decryption, Verification } from '../../shared/verification.ts'
import { decryptToken } from './decrypt-token.ts'
import { createRuntimeSupport } from './runtime-support.ts'
import type { TokenInput } from './token-input.ts'
import type { VerifyEnvironment } from './load-keys.ts'
import { verifyToken } from './verify-token.ts'

/** For tests: no provider, and connections to wherever the address guard allows. */
export const tools: VerifyEnvironment = {
  connections: {
    dispatcherFor: () => Promise.resolve(ok(new Agent())),
    guardedDispatcher: (lookup) => new Agent({ connect: { lookup } }),
    logged: (_, send) => send(),
  },
  supports: createRuntimeSupport(),
  provider: () => Promise.resolve(null),
}

/** Within the lifetime of every token that the tests make. */
const nowSeconds = 2_000_000_000

export const inputOf = (text: string, more: Partial<TokenInput['context']> = {}): TokenInput => ({
  text,
  context: { nowSeconds, ...more },
  trustedOrigins: [],
})

export interface Asked {
  nowSeconds?: number
  expected?: Expected
  detachedPayload?: string
  decryptWith?: KeySource
  agreed?: string[]
  tools?: Partial<VerifyEnvironment>
}

export async function verify(
  text: string,
  keySource: KeySource,
  { nowSeconds: now = nowSeconds, tools: other, ...more }: Asked = {},
): Promise<Verification> {
  const input = inputOf(text, { nowSeconds: now })
  const answer = await verifyToken({ keySource, ...more }, input, { ...tools, ...other })
  if (answer.state === 'ask') throw new Error(`asks for ${answer.fetches[0]?.url ?? 'nothing'}`)
  return answer.result
}

/** Agrees to every fetch. @returns the addresses in the order of asking, and the verification */
export async function verifyAgreeing(
  text: string,
  keySource: KeySource,
  { trustedOrigins = [] as string[], more = {}, other = {}, nowSeconds: now = nowSeconds } = {},
): Promise<Verification & { asked: string[] }> {
  const input: TokenInput = { ...inputOf(text, { nowSeconds: now }), trustedOrigins }
  const asked: string[] = []
  for (let round = 0; round < 5; round++) {
    const answer = await verifyToken({ keySource, ...more, agreed: asked }, input, {
      ...tools,
      ...other,
    })
    if (answer.state === 'done') return { asked, ...answer.result }
    asked.push(...answer.fetches.map(({ url }) => url).filter((url) => !asked.includes(url)))
  }
  throw new Error('asks for ever')
}

export async function decrypt(text: string, keySource: KeySource): Promise<Decryption> {
  const answer = await decryptToken({ keySource }, inputOf(text), tools)
  if (answer.state === 'ask') throw new Error('asks')
  return answer.result
}

export const pasted = (...keys: unknown[]): KeySource => ({
  from: 'pasted',
  text: JSON.stringify(keys.length === 1 ? keys[0] : { keys }),
})

export const secret = (text: string): KeySource => ({ from: 'secret', text, encoding: 'text' })
