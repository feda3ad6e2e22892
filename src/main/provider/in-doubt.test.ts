import { describe, expect, it } from 'vitest'
import { failed, ok } from '../../shared/result.ts'
import { answer } from './provider.fixture.ts'
import { bench, completed, failure, rotated } from './runs.fixture.ts'

describe('the marker', () => {
  it('that cannot be written keeps the request from being sent', async () => {
    const on = bench('ix-api')
    on.faults.markSent = failure('storage', 'Disk full')
    const { end } = await on.start('refresh')
    expect(end).toMatchObject({ ok: false, failure: { kind: 'storage', title: 'Disk full' } })
    expect(on.calls).toHaveLength(0)
    expect(on.activity).toEqual([])
  })

  it.each([
    ['that is refused', true, ok(answer(401, { title: 'No' }))],
    ['that is never sent', false, failed(failure('dns'))],
  ])('is taken back after a request %s', async (_, sent, result) => {
    const on = bench('ix-api')
    const run = on.start('refresh')
    await on.settled()
    if (sent) on.call(0).leave()
    on.call(0).settle(result)
    await run
    expect(on.log).toContain('clearSent')
    expect(on.disk.sent).toBeNull()
  })

  it.each([
    ['a server error', ok(answer(500, ''))],
    ['a gateway that got no answer', ok(answer(502, '<html>'))],
    ['a gateway that waited in vain', ok(answer(504, { title: 'Timeout' }))],
    ['a page instead of tokens', ok(answer(200, '<html>'))],
    ['an answer without tokens', ok(answer(201, { tokens: [] }))],
    ['an answer above the limit', failed(failure('too-large'))],
    ['a connection that broke', failed(failure('network'))],
    ['no answer in time', failed(failure('timeout'))],
    ['a stopped call', failed(failure('cancelled'))],
  ])('stays after %s, which proves nothing about the token', async (_, result) => {
    const on = bench('ix-api')
    const { end } = await completed(on, 'refresh', result)
    expect(on.disk.sent).toMatchObject({ operation: 'refresh' })
    expect(end).toMatchObject({
      ok: false,
      failure: { detail: expect.stringContaining('may have replaced the refresh token') as string },
    })
  })

  it('that cannot be taken back is reported, and changes no outcome', async () => {
    const on = bench('ix-api')
    on.faults.clearSent = failure('storage')
    const { end } = await completed(on, 'refresh', ok(answer(401, { title: 'No' })))
    expect(end).toMatchObject({ ok: false, failure: { kind: 'http', title: 'No' } })
    expect(on.reported).toEqual([failure('storage')])
  })

  it('has nothing to do with calls that need no refresh token to be replaced', async () => {
    const on = bench('ix-api')
    await completed(on, 'obtain', rotated)
    expect(on.log).not.toContain('markSent')
  })
})
