import fc from 'fast-check'
import { expect, it } from 'vitest'
import { callNames } from '../../shared/ipc.ts'
import { appForEachTest } from '../app.fixture.ts'
import { doNotChange } from '../consent.ts'
import { doNotExport } from '../transfer/export-questions.ts'
import { inputs } from '../inputs.ts'
import { type CallEvent, fromOwnWindow, serve } from '../ipc.ts'
import { isAttack, randomFrom, report, seed } from './attack.fixture.ts'

const main = appForEachTest()
const calls = isAttack ? 100_000 : 4000
const pageUrl = 'app://touchstone/index.html'

const hostile = [
  '__proto__',
  'constructor',
  '../../vault-key',
  'a'.repeat(10_000),
  '\u0000',
  '\u202e',
  '%00',
  '{"__proto__":{"admin":true}}',
  'https://user:password@evil.example/',
  'javascript:alert(1)',
  'file:///etc/passwd',
]

/** Inputs near the contract's: its own field names, with values that are right, near or absurd. */
function inputsFor(ids: readonly string[]): fc.Arbitrary<unknown> {
  const text = fc.oneof(fc.string(), fc.constantFrom(...hostile), fc.constantFrom(...ids))
  const word = fc.constantFrom(
    ...['access', 'refresh', 'id', 'token', 'curl', 'memory', 'dark', 'demo:', 'ix-api', 'bare'],
  )
  const value: fc.Arbitrary<unknown> = fc.oneof(
    text,
    word,
    fc.anything(),
    fc.integer(),
    fc.constantFrom(null, undefined, true, [], {}, NaN, Infinity, -1, 1e308),
    fc.dictionary(text, text),
  )
  const names = fc.constantFrom(
    ...['id', 'ids', 'slot', 'format', 'text', 'name', 'draft', 'secrets', 'fields', 'baseUrl'],
    ...['template', 'environment', 'of', 'keySource', 'from', 'url', 'issuer', 'agreed', 'finding'],
    ...[
      'ticket',
      'chosen',
      'passphrase',
      'muted',
      'theme',
      'revealSeconds',
      'operation',
      'foundIn',
      '__proto__',
      'protection',
    ],
  )
  const record = fc.dictionary(names, value)
  return fc.oneof(
    fc.constant(null),
    fc.anything(),
    record,
    fc.record({ id: fc.constantFrom(...ids), slot: word, format: word }, { requiredKeys: ['id'] }),
    fc.record({ of: fc.oneof(record, fc.record({ text })), keySource: record }),
    fc.record({ id: fc.constantFrom(...ids), draft: record }),
  )
}

/** Reach the network or derive a key: slow, and tested elsewhere. */
const slow = ['runOperation', 'testBaseUrl', 'verifyToken', 'protectVault', 'replaceVaultKey']

it(
  `answers ${calls} forged calls, and throws at none of them`,
  { timeout: isAttack ? 1_200_000 : 120_000 },
  async () => {
    main.answer(doNotChange, doNotExport, 'Cancel import') // to every native question
    const ids = (await main.snapshot()).providers.map(({ provider }) => provider.id)
    const contents = { mainFrame: { url: pageUrl } }
    const own: CallEvent = { sender: contents, senderFrame: contents.mainFrame }
    const foreign: CallEvent[] = [
      { sender: { mainFrame: contents.mainFrame }, senderFrame: contents.mainFrame },
      { sender: contents, senderFrame: { url: pageUrl } },
      { sender: contents, senderFrame: null },
    ]
    const listeners = new Map<string, (event: CallEvent, input: unknown) => Promise<unknown>>()
    const log: string[] = []
    serve(
      { handle: (name, listener) => void listeners.set(name, listener) },
      fromOwnWindow(() => contents, pageUrl),
      inputs,
      main.app.handlers,
      (line) => log.push(line),
    )

    const random = randomFrom(seed)
    const forged = fc.sample(inputsFor(ids), { numRuns: calls, seed })
    let refused = 0
    let wrong = 0
    for (const input of forged) {
      const name = callNames[Math.floor(random() * callNames.length)] ?? 'snapshot'
      const isForeign = random() < 0.2
      const event = isForeign ? (foreign[Math.floor(random() * foreign.length)] ?? own) : own
      if (!isForeign && slow.includes(name) && inputs[name].safeParse(input).success) continue
      const answer = (await listeners.get(name)?.(event, input)) as
        { ok: true } | { ok: false; failure: { kind: string; title: string } } | undefined
      if (answer?.ok === false) refused += 1
      if (answer === undefined || (isForeign && answer.ok)) wrong += 1
      if (answer?.ok === false && (answer.failure.kind === 'internal' || !answer.failure.title)) {
        wrong += 1
      }
    }
    report(
      `${calls} forged calls: ${refused} refused, ${log.length} thrown, ${wrong} answered wrongly`,
    )
    expect({ thrown: log, wrong }).toEqual({ thrown: [], wrong: 0 })
    expect(refused).toBeGreaterThan(calls / 2)
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  },
)
