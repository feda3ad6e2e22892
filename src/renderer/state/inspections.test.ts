import { expect, it } from 'vitest'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { Inspection } from '../../inspector/index.ts'
import { fakeApi } from '../fake-api.fixture.ts'
import { sampleHeader, signedJwt } from '../inspections.fixture.ts'
import { Inspections } from './inspections.svelte.ts'

const inspection = (sub: string) => signedJwt(sampleHeader, `{"sub":"${sub}"}`)
const subject = (inspections: Inspections) => {
  const entry = inspections.of('a', 'access')
  const value = entry?.phase === 'ready' ? entry.inspection.claims?.members[0]?.value : null
  return value?.kind === 'string' ? value.value : entry?.phase
}

/** An API whose inspections end when the test says so. */
function delayed() {
  const ends: ((sub: string) => void)[] = []
  const api = fakeApi(
    {},
    {
      inspectToken: () =>
        new Promise<Result<Inspection>>((resolve) => {
          ends.push((sub) => resolve(ok(inspection(sub))))
        }),
    },
  )
  return { ends, inspections: new Inspections(api) }
}

it('reads a token and keeps what was read', async () => {
  const { ends, inspections } = delayed()
  const reading = inspections.load('a', 'access', '1')
  expect(subject(inspections)).toBe('reading')
  await Promise.resolve()
  ends[0]?.('one')
  await reading
  expect(subject(inspections)).toBe('one')
})

it('shows the newest reading, in whatever order they end', async () => {
  const { ends, inspections } = delayed()
  const first = inspections.load('a', 'access', '1')
  const second = inspections.load('a', 'access', '2')
  await Promise.resolve()
  ends[1]?.('two')
  ends[0]?.('one')
  await Promise.all([first, second])
  expect(subject(inspections)).toBe('two')
})

it('drops everything, and what is still under way', async () => {
  const { ends, inspections } = delayed()
  const reading = inspections.load('a', 'access', '1')
  await Promise.resolve()
  inspections.forgetAll()
  ends[0]?.('one')
  await reading
  expect(inspections.of('a', 'access')).toBeUndefined()
})

it('drops one provider alone', async () => {
  const inspections = new Inspections(fakeApi())
  await inspections.load('a', 'access', '1')
  await inspections.load('b', 'access', '1')
  inspections.forget('a')
  expect(inspections.of('a', 'access')).toBeUndefined()
  expect(inspections.of('b', 'access')?.phase).toBe('ready')
})

it('says why a token cannot be read', async () => {
  const failure = { kind: 'locked', title: 'Locked', nextStep: 'Unlock.' } as const
  const inspections = new Inspections(fakeApi({}, { inspectToken: () => failed(failure) }))
  await inspections.load('a', 'access', '1')
  expect(inspections.of('a', 'access')).toEqual({ phase: 'failed', version: '1', failure })
})
