import { describe, expect, it } from 'vitest'
import { failed, ok } from '../../shared/result.ts'
import { answer, held } from './provider.fixture.ts'
import { bankTokens, bench, completed, failure, rotated, textsOf } from './runs.fixture.ts'

const gocardless = 'gocardless-bank-account-data'

describe('the order of a call', () => {
  it('of a rotating service: marked, sent, stored, told', async () => {
    const on = bench('ix-api')
    await completed(on, 'refresh', rotated)
    expect(on.log.filter((line) => !/^changed: (queued|connecting|sent)/.test(line))).toEqual([
      'open',
      'markSent',
      'send',
      'sent',
      'saveTokens',
      'changed: idle',
    ])
    expect(on.disk.sent).toBeNull()
  })

  it('of any other: no marker', async () => {
    const on = bench(gocardless)
    await completed(on, 'obtain', bankTokens)
    expect(on.log).not.toContain('markSent')
    expect(on.log).not.toContain('clearSent')
  })
})

describe('the tokens', () => {
  it('of a refresh that does not rotate join the refresh token that is there', async () => {
    const on = bench(gocardless)
    const outcome = await completed(
      on,
      'refresh',
      ok(answer(200, { access: 'a', access_expires: 5 })),
    )
    expect(textsOf(on.disk.tokens)).toEqual({ access: 'a', refresh: 'refresh-0' })
    expect(outcome.end).toMatchObject({
      ok: true,
      rotated: false,
      tokens: [{ slot: 'access', lifetime: { expiry: { source: 'answer' } } }, { slot: 'refresh' }],
    })
    expect(JSON.stringify(outcome)).not.toContain('refresh-0')
  })

  it.each([
    ['a new refresh token', 'refresh-1', true],
    ['the same refresh token again', 'refresh-0', false],
    ['no refresh token', undefined, false],
  ])('tell whether the service rotated: %s', async (_, refresh, isRotated) => {
    const on = bench('djangorestframework-simplejwt')
    const outcome = await completed(on, 'refresh', ok(answer(200, { access: 'a', refresh })))
    expect(outcome.end).toMatchObject({ ok: true, rotated: isRotated })
    expect(on.disk.tokens.tokens.refresh?.text).toBe(refresh ?? 'refresh-0')
  })

  it('of Banyan come one by one', async () => {
    const on = bench('banyan', { tokens: {} })
    await completed(on, 'obtain', ok(answer(200, { Message: 'access-1' })))
    const generated = { error_code: 0, data: { refresh_token: 'refresh-1' } }
    await completed(on, 'generate-refresh-token', ok(answer(200, generated)))
    expect(textsOf(on.disk.tokens)).toEqual({ access: 'access-1', refresh: 'refresh-1' })
    expect(on.call(1).request.headers['authorization']).toBe('Bearer access-1')
    await completed(on, 'refresh', ok(answer(200, { Message: 'access-2' })))
    expect(textsOf(on.disk.tokens)).toEqual({ access: 'access-2', refresh: 'refresh-1' })
  })

  it.each([
    ['a refusal', ok(answer(401, { title: 'No' }))],
    ['a page', ok(answer(200, '<html>'))],
    ['a broken connection', failed(failure('network'))],
  ])('stay as they were after %s', async (_, result) => {
    const on = bench('ix-api')
    const outcome = await completed(on, 'refresh', result)
    expect(outcome.end.ok).toBe(false)
    expect(on.disk.tokens).toEqual(held({ refresh: 'refresh-0' }))
    expect(on.log).not.toContain('saveTokens')
  })
})

describe('tokens that cannot be stored', () => {
  it('are told as such, and the store keeps them', async () => {
    const on = bench(gocardless)
    on.faults.saveTokens = failure('not-saved', 'Disk full')
    const outcome = await completed(on, 'obtain', bankTokens)
    expect(outcome).toMatchObject({
      status: 200,
      end: {
        ok: false,
        failure: { kind: 'not-saved', detail: 'Disk full. The tokens are in memory only.' },
      },
    })
    expect(on.runs.status(on.id).unsaved).toBeNull()
  })

  it('because the vault was locked meanwhile are kept, and stored on request', async () => {
    const on = bench('ix-api')
    on.faults.saveTokens = failure('locked')
    const outcome = await completed(on, 'refresh', rotated)
    expect(outcome.end).toMatchObject({ ok: false, failure: { kind: 'not-saved' } })
    expect(on.runs.status(on.id).unsaved).toMatchObject({ kind: 'locked' })
    expect(await on.runs.saveAgain(on.id)).toMatchObject({ ok: false })
    expect(on.runs.status(on.id).unsaved).toMatchObject({ kind: 'locked' })
    delete on.faults.saveTokens
    expect(await on.runs.saveAgain(on.id)).toEqual({ ok: true, value: null })
    expect(on.runs.status(on.id).unsaved).toBeNull()
    expect(textsOf(on.disk.tokens)).toEqual({ access: 'access-1', refresh: 'refresh-1' })
  })

  it('are stored before the next call uses them', async () => {
    const on = bench('ix-api')
    on.faults.saveTokens = failure('locked')
    await completed(on, 'refresh', rotated)
    delete on.faults.saveTokens
    await completed(on, 'refresh', rotated)
    expect(on.call(1).request.body).toBe('{"refresh_token":"refresh-1"}')
  })

  it('keep the next call from being made as long as they cannot be stored', async () => {
    const on = bench('ix-api')
    on.faults.saveTokens = failure('locked', 'Still locked')
    await completed(on, 'refresh', rotated)
    const { end } = await on.start('refresh')
    expect(end).toMatchObject({ ok: false, failure: { title: 'Still locked' } })
    expect(on.calls).toHaveLength(1)
  })

  it('because the provider is another place now are dropped', async () => {
    const on = bench(gocardless)
    on.faults.saveTokens = failure('invalid-input', 'Moved')
    const outcome = await completed(on, 'obtain', bankTokens)
    expect(outcome.end).toMatchObject({
      ok: false,
      failure: { kind: 'not-saved', detail: 'Moved.' },
    })
    expect(on.runs.status(on.id).unsaved).toBeNull()
  })
})

describe('the activity', () => {
  it('has a line for a call, without a secret in it', async () => {
    const on = bench('ix-api')
    const headers = { 'content-type': 'application/json', 'set-cookie': 'session=secret' }
    const body = { access_token: 'access-1', refresh_token: 'refresh-1' }
    const outcome = await completed(on, 'refresh', ok(answer(201, body, headers)))
    expect(on.activity).toEqual([
      {
        id: 'entry-1',
        providerId: on.id,
        providerName: 'Test',
        environment: 'sandbox',
        operation: 'refresh',
        operationLabel: 'Refresh',
        startedAtMs: outcome.startedAtMs,
        durationMs: outcome.durationMs,
        method: 'POST',
        url: 'https://service.example/auth/refresh',
        request: [{ place: 'body', name: 'refresh_token', value: { masked: true } }],
        response: [
          { place: 'header', name: 'content-type', value: { text: 'application/json' } },
          { place: 'body', name: 'access_token', value: { masked: true } },
          { place: 'body', name: 'refresh_token', value: { masked: true } },
        ],
        status: 201,
        received: ['access', 'refresh'],
      },
    ])
  })

  it('has a line for a call that failed on its way', async () => {
    const on = bench(gocardless)
    await completed(on, 'obtain', failed(failure('dns')))
    expect(on.activity).toMatchObject([{ failure: { kind: 'dns' }, response: [], received: [] }])
  })

  it('has none where no call was made', async () => {
    const on = bench(gocardless, { tokens: {} })
    const { end } = await on.start('refresh')
    expect(end).toMatchObject({ ok: false, failure: { kind: 'blank-field' } })
    expect(on.activity).toEqual([])
    expect(on.calls).toHaveLength(0)
  })

  it('leaves the tokens alone, and says why, where the vault is locked', async () => {
    const on = bench(gocardless)
    on.faults.open = failure('locked')
    expect((await on.start('obtain')).end).toEqual({ ok: false, failure: failure('locked') })
    expect(on.calls).toHaveLength(0)
  })
})
