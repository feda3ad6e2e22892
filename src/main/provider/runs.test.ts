import { describe, expect, it } from 'vitest'
import { failed } from '../../shared/result.ts'
import { answer, held } from './provider.fixture.ts'
import { bankTokens, bench, failure, rotated, textsOf } from './runs.fixture.ts'

const gocardless = 'gocardless-bank-account-data'

describe('one call at a time', () => {
  it('the same operation joins the one under way', async () => {
    const { start, settled, call, calls } = bench(gocardless)
    const [first, second] = [start('obtain'), start('obtain')]
    await settled()
    call(0).settle(bankTokens)
    expect(await second).toBe(await first)
    expect(calls).toHaveLength(1)
  })

  it('another operation waits, and uses what the first one brought', async () => {
    const { start, settled, call, calls } = bench(gocardless)
    const obtained = start('obtain')
    const refreshed = start('refresh')
    await settled()
    expect(calls).toHaveLength(1)
    call(0).settle(bankTokens)
    await obtained
    await settled()
    expect(call(1).request.body).toBe('{"refresh":"refresh-1"}')
    call(1).settle(failed(failure('dns')))
    expect((await refreshed).end).toMatchObject({ ok: false, failure: { kind: 'dns' } })
  })

  it('goes on after a failure, and begins anew for the next run', async () => {
    const { start, settled, call } = bench(gocardless)
    const first = start('obtain')
    await settled()
    call(0).settle(failed(failure('dns')))
    expect((await first).end.ok).toBe(false)
    const second = start('obtain')
    await settled()
    call(1).settle(bankTokens)
    expect((await second).end.ok).toBe(true)
  })

  it('goes on after an error that nobody expected, and tells of it without its words', async () => {
    const { runs, id, start, faults, reported, settled, call, disk } = bench(gocardless)
    Object.defineProperty(faults, 'open', {
      configurable: true,
      get: () => {
        throw new TypeError('secret')
      },
    })
    const { end } = await start('obtain')
    expect(end).toMatchObject({ ok: false, failure: { kind: 'internal', detail: 'TypeError' } })
    expect(JSON.stringify([reported, runs.status(id)])).not.toContain('secret')
    expect(reported).toHaveLength(1)
    Object.defineProperty(faults, 'open', { value: undefined })
    const next = start('obtain')
    await settled()
    call(0).settle(bankTokens)
    await next
    expect(textsOf(disk.tokens)).toEqual({ access: 'access-1', refresh: 'refresh-1' })
  })
})

describe('what is told', () => {
  it('is every phase once, and the end', async () => {
    const { start, settled, call, log } = bench(gocardless)
    const run = start('obtain')
    await settled()
    call(0).leave()
    call(0).settle(bankTokens)
    await run
    expect(log.filter((line) => line.startsWith('changed'))).toEqual([
      'changed: queued',
      'changed: connecting',
      'changed: sent',
      'changed: idle',
    ])
  })

  it('is nothing where a run joins one that is shown already', async () => {
    const { start, settled, call, log } = bench(gocardless)
    const run = start('obtain')
    await settled()
    const before = log.length
    void start('obtain')
    expect(log).toHaveLength(before)
    call(0).settle(bankTokens)
    await run
  })

  it('is kept as the last outcome', async () => {
    const { runs, id, start, settled, call } = bench(gocardless)
    expect(runs.status(id)).toEqual({ run: { phase: 'idle' }, lastOutcome: null, unsaved: null })
    const run = start('obtain')
    await settled()
    call(0).settle(bankTokens)
    expect(runs.status(id).lastOutcome).toBeNull()
    expect(runs.status(id).run).toMatchObject({ operation: 'obtain', rotates: false })
    const outcome = await run
    expect(runs.status(id).lastOutcome).toBe(outcome)
    runs.forget(id)
    expect(runs.status(id).lastOutcome).toBeNull()
  })
})

describe('cancelling', () => {
  it('has nothing to do where nothing runs', () => {
    const { runs, id } = bench(gocardless)
    expect(runs.cancel(id)).toBe('nothing-to-cancel')
  })

  it('takes a waiting run out of the queue', async () => {
    const { runs, id, start, settled, call, calls } = bench('ix-api')
    const first = start('refresh')
    await settled()
    call(0).leave()
    expect(runs.cancel(id)).toBe('released')
    await first
    const queued = start('obtain')
    expect(runs.status(id).run.phase).toBe('queued')
    expect(runs.cancel(id)).toBe('cancelled')
    expect((await queued).end).toMatchObject({ ok: false, failure: { kind: 'cancelled' } })
    call(0).settle(rotated)
    await settled()
    expect(calls).toHaveLength(1)
  })

  it.each([
    ['before it is sent', 'ix-api', 'refresh', false],
    ['after it is sent, where nothing rotates', gocardless, 'refresh', true],
    ['after it is sent, where it obtains', 'ix-api', 'obtain', true],
  ])('aborts a call %s', async (_, id, operation, sent) => {
    const { runs, id: providerId, start, settled, call, disk } = bench(id)
    const run = start(operation)
    await settled()
    if (sent) call(0).leave()
    expect(runs.cancel(providerId)).toBe('cancelled')
    expect((await run).end).toMatchObject({ ok: false, failure: { kind: 'cancelled' } })
    expect(call(0).signal.aborted).toBe(true)
    expect(disk).toEqual({ tokens: held({ refresh: 'refresh-0' }), sent: null })
    expect(runs.status(providerId).run.phase).toBe('idle')
  })

  it('while the marker is written sends nothing and takes the marker back', async () => {
    const { runs, id, start, settled, calls, disk, log } = bench('ix-api')
    const run = start('refresh')
    while (!log.includes('markSent')) await Promise.resolve()
    expect(runs.cancel(id)).toBe('cancelled')
    expect((await run).end).toMatchObject({ ok: false, failure: { kind: 'cancelled' } })
    await settled()
    expect(calls).toHaveLength(0)
    expect(disk.sent).toBeNull()
  })

  it('a run that is being cancelled is not joined', async () => {
    const { runs, id, start, settled, call } = bench(gocardless)
    const first = start('obtain')
    await settled()
    runs.cancel(id)
    const second = start('obtain')
    expect((await first).end.ok).toBe(false)
    await settled()
    call(1).settle(bankTokens)
    expect((await second).end.ok).toBe(true)
  })
})

describe('a rotating call that was sent', () => {
  it.each([
    ['ix-api', rotated],
    [
      'djangorestframework-simplejwt',
      { ok: true as const, value: answer(200, { access: 'access-1', refresh: 'refresh-1' }) },
    ],
  ])('of %s is not aborted: the window is free, the late answer is stored', async (id, late) => {
    const { runs, id: providerId, start, settled, call, disk, phase } = bench(id)
    const run = start('refresh')
    await settled()
    call(0).leave()
    expect(runs.cancel(providerId)).toBe('released')
    expect((await run).end).toMatchObject({ ok: false, failure: { title: 'Stopped waiting' } })
    expect(phase()).toBe('idle')
    expect(call(0).signal.aborted).toBe(false)
    call(0).settle(late)
    await settled()
    expect(textsOf(disk.tokens)).toEqual({ access: 'access-1', refresh: 'refresh-1' })
    expect(disk.sent).toBeNull()
    expect(runs.status(providerId).lastOutcome?.end).toMatchObject({ ok: true, rotated: true })
  })

  it('is joined again by the same operation, and holds back every other one', async () => {
    const { runs, id, start, settled, call, calls, phase } = bench('ix-api')
    const first = start('refresh')
    await settled()
    call(0).leave()
    runs.cancel(id)
    await first
    const again = start('refresh')
    expect(phase()).toBe('sent')
    const other = start('obtain')
    await settled()
    expect(calls).toHaveLength(1)
    call(0).settle(rotated)
    expect((await again).end).toMatchObject({ ok: true, rotated: true })
    await settled()
    call(1).settle(rotated)
    expect((await other).end.ok).toBe(true)
  })

  it('leaves its marker where its answer never comes, and says what that means', async () => {
    const { start, settled, call, disk } = bench('ix-api')
    const run = start('refresh')
    await settled()
    call(0).leave()
    call(0).settle(failed(failure('timeout')))
    const { end } = await run
    expect(end).toMatchObject({ failure: { kind: 'timeout', detail: doubt, nextStep: again } })
    expect(disk.sent).toMatchObject({ operation: 'refresh' })
    expect(textsOf(disk.tokens)).toEqual({ refresh: 'refresh-0' })
  })
})

const doubt = 'The service may have replaced the refresh token already.'
const again = 'Refresh again. If the service rejects the refresh token, obtain new tokens.'

describe('forgetting a provider', () => {
  it('ends what waits, aborts what can be aborted, and forgets the outcome', async () => {
    const { runs, id, start, settled, call } = bench(gocardless)
    const first = start('obtain')
    const second = start('refresh')
    await settled()
    runs.forget(id)
    expect((await first).end).toMatchObject({ failure: { kind: 'cancelled' } })
    expect((await second).end).toMatchObject({ failure: { kind: 'cancelled' } })
    expect(call(0).signal.aborted).toBe(true)
  })
})
