import { screen } from '@testing-library/svelte'
import { expect, it, vi } from 'vitest'
import { fakeApi } from '../../fake-api.fixture.ts'
import { Scratchpad } from '../../state/scratchpad.svelte.ts'
import { openWindow } from '../window.fixture.ts'
import { tokenOfNobody } from './rehearse.ts'

it('puts a token together once, out of sight and without a call to main', async () => {
  const pasted = vi.spyOn(Scratchpad.prototype, 'paste')
  const api = fakeApi()
  const { session } = await openWindow(api)
  const { length } = api.calls
  for (const view of ['paste', 'activity', 'paste'] as const) {
    session.navigation.go({ view })
    await screen.findByRole('heading', { level: 1 })
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(screen.queryByRole('region', { name: 'Pasted token' })).toBeNull()
  }
  expect(pasted).toHaveBeenCalledTimes(1)
  expect(session.scratchpad.tokens).toEqual([])
  const asked = api.calls.slice(length).map(({ name }) => name)
  expect(asked.filter((name) => !['savedTokens', 'activity'].includes(name))).toEqual([])
})

it('has a token that raises no error: a life, a table, and what most tokens hold', async () => {
  const pad = new Scratchpad()
  await pad.paste(tokenOfNobody(Date.now() / 1000))
  const { inspection } = pad.selected ?? expect.fail('no token was found')
  expect(inspection.kind).toBe('jws')
  expect(inspection.lifetime.expiry.source).toBe('jwt')
  expect(inspection.findings.filter(({ severity }) => severity === 'error')).toEqual([])
})
