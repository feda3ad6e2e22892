import { screen } from '@testing-library/svelte'
import { expect, it, vi } from 'vitest'
import { fakeApi } from '../../fake-api.fixture.ts'
import { Clock } from '../../state/clock.svelte.ts'
import { Scratchpad } from '../../state/scratchpad.svelte.ts'
import { openWindow } from '../window.fixture.ts'
import { dummyToken } from './warm-up.ts'

it('puts a token together once, out of sight, without a call to main, and takes it away', async () => {
  const pasted = vi.spyOn(Scratchpad.prototype, 'paste')
  // The time of issue counts seconds while it is rendered.
  let counting = 0
  let most = 0
  vi.spyOn(Clock.prototype, 'needSeconds').mockImplementation(() => {
    counting += 1
    most = Math.max(most, counting)
    return () => void (counting -= 1)
  })
  const api = fakeApi()
  const { session } = await openWindow(api)
  const { length } = api.calls
  session.navigation.go({ view: 'paste' })
  await screen.findByRole('heading', { level: 1, name: 'Paste a token' })
  await expect.poll(() => most).toBeGreaterThan(0)
  await expect.poll(() => counting).toBe(0)
  for (const view of ['activity', 'paste'] as const) {
    session.navigation.go({ view })
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  expect(screen.queryByRole('region', { name: 'Pasted token' })).toBeNull()
  expect(pasted).toHaveBeenCalledTimes(1)
  expect(session.scratchpad.tokens).toEqual([])
  const asked = api.calls.slice(length).map(({ name }) => name)
  expect(asked.filter((name) => !['savedTokens', 'activity'].includes(name))).toEqual([])
})

it('has a token that raises no error: a life, a table, and what most tokens hold', async () => {
  const pad = new Scratchpad()
  await pad.paste(dummyToken(Date.now() / 1000))
  const { inspection } = pad.selected ?? expect.fail('no token was found')
  expect(inspection.kind).toBe('jws')
  expect(inspection.lifetime.expiry.source).toBe('jwt')
  expect(inspection.findings.filter(({ severity }) => severity === 'error')).toEqual([])
})
