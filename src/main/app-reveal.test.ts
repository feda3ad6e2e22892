import { expect, it } from 'vitest'
import { appForEachTest } from './app.fixture.ts'
import { valueOf } from './provider/provider.fixture.ts'

const main = appForEachTest()
const tooOften = { ok: false, failure: { kind: 'too-often' } }

async function withToken() {
  const { provider } = await main.demoProvider('gocardless-bank-account-data')
  await main.run(provider.id, 'obtain')
  return { id: provider.id, slot: 'access' } as const
}

const uses = async () =>
  valueOf(await main.app.handlers.activity(null)).filter((entry) => 'use' in entry)

it('lists each token that is revealed or copied, and nothing of its text', async () => {
  const of = await withToken()
  const text = valueOf(await main.app.handlers.revealToken(of))
  await main.app.handlers.copyToken({ ...of, format: 'curl' })
  expect(await uses()).toMatchObject([
    { use: 'copied', what: 'access', of: 'GoCardless Bank Account Data', environment: 'demo' },
    { use: 'revealed', what: 'access' },
  ])
  for (const part of text.split('.')) expect(JSON.stringify(await uses())).not.toContain(part)
})

it('reveals twenty tokens within a minute, saved ones included, and then no more', async () => {
  let nowMs = Date.now()
  main.setClock(() => nowMs)
  const of = await withToken()
  const content = { name: 'mine', text: 'an-opaque-token', foundIn: 'bare', slot: null } as const
  const saved = valueOf(await main.app.handlers.saveToken(content))
  for (let count = 0; count < 10; count += 1) {
    valueOf(await main.app.handlers.revealToken(of))
    valueOf(await main.app.handlers.openSavedToken({ id: saved.id }))
  }
  expect(await main.app.handlers.revealToken(of)).toMatchObject(tooOften)
  expect(await main.app.handlers.openSavedToken({ id: saved.id })).toMatchObject(tooOften)
  expect(await uses()).toHaveLength(20)
  expect(JSON.stringify(await uses())).not.toContain('mine')
  nowMs += 59_999
  expect(await main.app.handlers.revealToken(of)).toMatchObject(tooOften)
  nowMs += 1
  valueOf(await main.app.handlers.revealToken(of))
})

it('lets no script read many tokens at once', async () => {
  const of = await withToken()
  const calls = Array.from({ length: 1000 }, async () => main.app.handlers.revealToken(of))
  expect((await Promise.all(calls)).filter(({ ok }) => ok)).toHaveLength(20)
})

it('clears a secret text from the clipboard after a while, and leaves another one there', async () => {
  const { copyText } = main.app.handlers
  expect(valueOf(await copyText({ text: 'a token', secret: true }))).toEqual({
    clearsAfterSeconds: 30,
  })
  expect(valueOf(await copyText({ text: 'alice', secret: false }))).toEqual({
    clearsAfterSeconds: null,
  })
  expect([main.copied, main.copiedPlain]).toEqual([['a token'], ['alice']])
})
