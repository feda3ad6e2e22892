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

it('applies what happened while the snapshot was under way', async () => {
  let answer: () => void = () => {}
  const api = fakeApi(
    {},
    {
      snapshot: () =>
        new Promise((resolve) => {
          answer = () =>
            void fakeApi({ providers: [first] })
              .snapshot(null)
              .then(resolve)
        }),
    },
  )
  const workspace = new Workspace(api)
  const stop = workspace.start()
  await Promise.resolve()
  api.emit('providerChanged', { ...first, provider: { ...first.provider, name: 'Newer' } })
  api.emit('providerChanged', second)
  answer()
  await expect.poll(() => workspace.loading.phase).toBe('ready')
  expect(names(workspace)).toEqual(['Newer', 'Second'])
  stop()
  api.emit('providerChanged', third)
  expect(names(workspace)).toEqual(['Newer', 'Second'])
})

it('says why there is no workspace, and tries again', async () => {
  const failure = { kind: 'storage', title: 'Not readable', nextStep: 'Check it.' } as const
  let works = false
  const api = fakeApi(
    {},
    {
      snapshot: () =>
        works ? fakeApi({ providers: [first] }).snapshot(null) : { ok: false, failure },
    },
  )
  const workspace = new Workspace(api)
  await workspace.load()
  expect(workspace.loading).toEqual({ phase: 'failed', failure })
  works = true
  await workspace.load()
  expect(names(workspace)).toEqual(['First'])
})
