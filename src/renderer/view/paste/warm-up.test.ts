import { screen } from '@testing-library/svelte'
import { expect, it, vi } from 'vitest'
import { type FakeApi, fakeApi } from '../../fake-api.fixture.ts'
import { Scratchpad } from '../../state/scratchpad.svelte.ts'
import { openWindow } from '../window.fixture.ts'
import { dummyToken } from './warm-up.ts'

it('puts a token together once, out of sight, without a call to main, and takes it away', async () => {
  const pasted = vi.spyOn(Scratchpad.prototype, 'paste')
  // The verification of a token listens for events while it is rendered.
  let listeners = 0
  let most = 0
  const fake = fakeApi()
  const api: FakeApi = {
    ...fake,
    on: (name, listener) => {
      listeners += 1
      most = Math.max(most, listeners)
      const stop = fake.on(name, listener)
      return () => {
        listeners -= 1
        stop()
      }
    },
  }
  const { session } = await openWindow(api)
  const { length } = api.calls
  session.navigation.go({ view: 'paste' })
  await screen.findByRole('heading', { level: 1, name: 'Paste a token' })
  const ofTheView = listeners
  await expect.poll(() => most).toBeGreaterThan(ofTheView)
  await expect.poll(() => listeners).toBe(ofTheView)
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
