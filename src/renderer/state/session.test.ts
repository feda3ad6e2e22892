import { expect, it } from 'vitest'
import { ok } from '../../shared/result.ts'
import { fakeApi } from '../fake-api.fixture.ts'
import { sampleSummary } from '../samples.fixture.ts'
import { Session } from './session.ts'

it('remembers where a duplicate stands: below its original', async () => {
  const original = sampleSummary('Original')
  const other = sampleSummary('Other')
  const copy = sampleSummary('Original (copy)')
  const api = fakeApi({ providers: [original, other] }, { duplicateProvider: () => ok(copy) })
  const session = new Session(api)
  await session.workspace.load()
  await session.duplicate(original.provider.id)
  const ids = [original, copy, other].map(({ provider }) => provider.id)
  expect(session.workspace.providers.map(({ provider }) => provider.id)).toEqual(ids)
  expect(api.calls.at(-1)).toEqual({ name: 'orderProviders', input: { ids } })
  expect(session.selected).toBe(copy)
})

it('selects the provider that was chosen, and the topmost one once that is gone', async () => {
  const [top, other] = [sampleSummary('Top'), sampleSummary('Other')]
  const session = new Session(fakeApi({ providers: [top, other] }))
  expect(session.selected).toBeUndefined()
  await session.workspace.load()
  expect(session.selected).toBe(top)
  session.navigation.select(other.provider.id)
  expect(session.selected).toBe(other)
  session.workspace.drop(other.provider.id)
  expect(session.selected).toBe(top)
})
