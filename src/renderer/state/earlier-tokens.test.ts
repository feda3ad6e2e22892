import { describe, expect, it } from 'vitest'
import { failed, ok } from '../../shared/result.ts'
import type { Inspection, Slot } from '../../inspector/index.ts'
import { fakeApi } from '../fake-api.fixture.ts'
import { signedJwt } from '../inspections.fixture.ts'
import { sampleToken } from '../samples.fixture.ts'
import { EarlierTokens } from './earlier-tokens.svelte.ts'

const subject = (inspection: Inspection | null) => {
  const value = inspection?.claims?.members[0]?.value
  return value?.kind === 'string' ? value.value : null
}
const token = (fingerprint: string, slot: Slot = 'access') => sampleToken({ fingerprint, slot })

/** A fake main with the tokens that `held` names. */
function start(held: Partial<Record<Slot, string>>) {
  const api = fakeApi(
    {},
    {
      inspectToken: ({ slot }) =>
        held[slot] === undefined
          ? failed({ kind: 'locked', title: 'Locked', nextStep: 'Unlock.' })
          : ok(signedJwt('{}', `{"sub":"${held[slot]}"}`)),
    },
  )
  return { api, held, earlier: new EarlierTokens(api) }
}

describe('the token before', () => {
  it('is the one that a call has replaced, in each slot', async () => {
    const { earlier } = start({ access: 'a1', refresh: 'r1' })
    await earlier.remember('bank', [token('a1'), token('r1', 'refresh')])
    expect(subject(earlier.before('bank', token('a2')))).toBe('a1')
    expect(subject(earlier.before('bank', token('r2', 'refresh')))).toBe('r1')
    expect(earlier.before('other', token('a2'))).toBeNull()
  })

  it('is not the token itself, which a failed call leaves in place', async () => {
    const { earlier, held } = start({ access: 'a1' })
    await earlier.remember('bank', [token('a1')])
    expect(earlier.before('bank', token('a1'))).toBeNull()
    held.access = 'a2'
    await earlier.remember('bank', [token('a2')])
    expect(subject(earlier.before('bank', token('a2')))).toBe('a1')
    held.access = 'a3'
    await earlier.remember('bank', [token('a3')])
    expect(subject(earlier.before('bank', token('a4')))).toBe('a3')
  })

  it('is asked for before the call, and once for each token', async () => {
    const { api, earlier } = start({ access: 'a1', refresh: 'r1' })
    const both = [token('a1'), token('r1', 'refresh')]
    const first = earlier.remember('bank', both)
    expect(api.calls).toHaveLength(2)
    await first
    await earlier.remember('bank', both)
    expect(api.calls).toHaveLength(2)
  })

  it('is nobody where the slot was empty: the provider may be another service now', async () => {
    const { earlier } = start({ access: 'a1' })
    await earlier.remember('bank', [token('a1')])
    await earlier.remember('bank', [])
    expect(earlier.before('bank', token('a2'))).toBeNull()
  })

  it('is nobody where it could not be read', async () => {
    const { earlier } = start({})
    await earlier.remember('bank', [token('a1')])
    expect(earlier.before('bank', token('a2'))).toBeNull()
  })

  it('is forgotten on a lock, even where its reading is still under way', async () => {
    const { earlier } = start({ access: 'a1' })
    await earlier.remember('bank', [token('a1')])
    earlier.forget('bank')
    expect(earlier.before('bank', token('a2'))).toBeNull()
    const reading = earlier.remember('bank', [token('a1')])
    earlier.forgetAll()
    await reading
    expect(earlier.before('bank', token('a2'))).toBeNull()
  })
})
