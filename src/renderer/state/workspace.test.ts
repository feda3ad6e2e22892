import { expect, it } from 'vitest'
import type { ProviderSummary } from '../../shared/ipc.ts'
import { fakeApi } from '../fake-api.fixture.ts'
import { sampleSummary } from '../samples.fixture.ts'
import { Workspace } from './workspace.svelte.ts'

const [first, second, third] = ['First', 'Second', 'Third'].map((name) => sampleSummary(name))
if (!first || !second || !third) throw new Error('There are three samples')

function workspaceWith(...providers: ProviderSummary[]): Workspace {
  const workspace = new Workspace(fakeApi())
  for (const each of providers) workspace.put(each)
  return workspace
}

const names = ({ providers }: Workspace) => providers.map(({ provider }) => provider.name)

it('adds a provider at the end, or where it belongs', () => {
  const workspace = workspaceWith(first, second)
  workspace.put(third, 1)
  expect(names(workspace)).toEqual(['First', 'Third', 'Second'])
})

it('replaces a provider where it stands', () => {
  const workspace = workspaceWith(first, second)
  workspace.put({ ...first, provider: { ...first.provider, name: 'Renamed' } })
  expect(names(workspace)).toEqual(['Renamed', 'Second'])
})

it('puts a provider where it belongs, though its event came first', () => {
  const workspace = workspaceWith(first, second)
  workspace.put(third)
  workspace.put(third, 0)
  expect(names(workspace)).toEqual(['Third', 'First', 'Second'])
})
