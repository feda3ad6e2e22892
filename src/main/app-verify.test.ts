import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { appForEachTest } from './app.fixture.ts'
import { valueOf } from './provider/provider.fixture.ts'

const main = appForEachTest()

describe('verifying', () => {
  it('verifies each token that arrives where the provider names its keys', async () => {
    const { provider } = await main.demoProvider('ix-api')
    const keySource = { from: 'jwks-url', url: 'demo:' } as const
    valueOf(await main.app.handlers.setKeySource({ id: provider.id, keySource }))
    await main.run(provider.id, 'obtain')
    await expect
      .poll(async () => (await main.demoProvider(provider.template)).verified, { timeout: 10_000 })
      .toMatchObject({ access: { verdict: 'valid' }, refresh: { verdict: 'valid' } })
    valueOf(await main.app.handlers.setKeySource({ id: provider.id, keySource: null }))
    expect((await main.demoProvider(provider.template)).verified).toEqual({})
  })

  it('asks before it fetches what a person named', async () => {
    const { provider } = await main.demoProvider('banyan')
    await main.run(provider.id, 'obtain')
    const of = { id: provider.id, slot: 'access' } as const
    const url = 'https://keys.invalid/jwks'
    const keySource = { from: 'jwks-url', url } as const
    const asked = valueOf(await main.app.handlers.verifyToken({ of, keySource }))
    expect(asked).toMatchObject({ state: 'ask', fetches: [{ url, namedBy: 'user' }] })
  })

  it('asks for the real address where the demo services are meant', async () => {
    const { provider } = await main.demoProvider('banyan')
    await main.run(provider.id, 'obtain')
    const of = { id: provider.id, slot: 'access' } as const
    const keySource = { from: 'jwks-url', url: 'demo:' } as const
    const asked = valueOf(await main.app.handlers.verifyToken({ of, keySource }))
    const url = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\//) as string
    expect(asked).toEqual({
      state: 'ask',
      fetches: [{ url, purpose: 'key-set', namedBy: 'user', refused: null }],
      ticket: expect.any(String) as string,
    })
    const ticket = asked.state === 'ask' ? asked.ticket : ''
    const verified = valueOf(await main.app.handlers.verifyToken({ of, keySource, ticket }))
    expect(verified).toMatchObject({ result: { verdict: 'valid' } })
    // Once: the same ticket does not fetch again.
    const again = valueOf(await main.app.handlers.verifyToken({ of, keySource, ticket }))
    expect(again.state).toBe('ask')
  })

  it('takes a ticket for no other token and no other address', async () => {
    const { provider } = await main.demoProvider('banyan')
    await main.run(provider.id, 'obtain')
    const of = { id: provider.id, slot: 'access' } as const
    const from = (url: string) => ({ from: 'jwks-url', url }) as const
    const ask = async () => {
      const asked = valueOf(await main.app.handlers.verifyToken({ of, keySource: from('demo:') }))
      return asked.state === 'ask' ? asked.ticket : ''
    }
    for (const other of [
      { of: { text: 'eyJhbGciOiJSUzI1NiJ9.e30.AA' }, keySource: from('demo:') },
      { of, keySource: from('https://evil.example/jwks') },
    ]) {
      const ticket = await ask()
      const answer = valueOf(await main.app.handlers.verifyToken({ ...other, ticket }))
      expect(answer.state).toBe('ask')
    }
  })

  it('forgets verdicts and tickets when the vault is locked', async () => {
    const { provider } = await main.demoProvider('ix-api')
    const keySource = { from: 'jwks-url', url: 'demo:' } as const
    valueOf(await main.app.handlers.setKeySource({ id: provider.id, keySource }))
    await main.run(provider.id, 'obtain')
    const verified = async () => (await main.demoProvider(provider.template)).verified
    await expect.poll(verified).toMatchObject({ access: { verdict: 'valid' } })
    const of = { id: provider.id, slot: 'access' } as const
    const asked = valueOf(await main.app.handlers.verifyToken({ of, keySource }))
    const ticket = asked.state === 'ask' ? asked.ticket : ''
    valueOf(await main.app.handlers.lockVault(null))
    valueOf(await main.app.handlers.unlockVault({}))
    expect(await verified()).toEqual({})
    const again = valueOf(await main.app.handlers.verifyToken({ of, keySource, ticket }))
    expect(again.state).toBe('ask')
  })

  it('verifies a pasted token with a shared secret', async () => {
    // RFC 7515 appendix A.1
    const text =
      'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
    const secret =
      'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow'
    const keySource = { from: 'secret', text: secret, encoding: 'base64url' } as const
    const answer = valueOf(await main.app.handlers.verifyToken({ of: { text }, keySource }))
    expect(answer).toMatchObject({
      state: 'done',
      result: { signatures: [{ outcome: 'valid', algorithm: 'HS256' }] },
    })
  })

  it('shows the verdict by the newest key source, however late an older one answers', async () => {
    const { provider } = await main.demoProvider('banyan')
    await main.run(provider.id, 'obtain')
    const slow = await slowKeys()
    main.answer('Change')
    await main.app.handlers.setKeySource({ id: provider.id, keySource: slow.source })
    await slow.asked
    const keySource = { from: 'jwks-url', url: 'demo:' } as const
    await main.app.handlers.setKeySource({ id: provider.id, keySource })
    const verdict = async () => (await main.demoProvider('banyan')).verified.access?.verdict
    await expect.poll(verdict).toBe('valid')
    slow.answer()
    await slow.closed
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await verdict()).toBe('valid')
  })
})

/** A key set without keys that is sent only when the test says so. */
async function slowKeys() {
  const asked = Promise.withResolvers<undefined>()
  const closed = Promise.withResolvers<undefined>()
  const held = Promise.withResolvers<undefined>()
  const server = createServer((_, response) => {
    asked.resolve(undefined)
    response.on('close', () => closed.resolve(undefined))
    void held.promise.then(() => {
      response.end('{"keys":[]}')
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return {
    source: { from: 'jwks-url', url: `http://127.0.0.1:${port}/jwks` } as const,
    asked: asked.promise,
    closed: closed.promise,
    answer: () => held.resolve(undefined),
  }
}
