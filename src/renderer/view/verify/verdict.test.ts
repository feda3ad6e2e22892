import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { failed } from '../../../shared/result.ts'
import type { Verdict } from '../../../shared/verification.ts'
import { sampleToken } from '../../samples.fixture.ts'
import {
  bank,
  choose,
  done,
  openForm,
  press,
  rs256,
  submit,
  type,
  url,
  verdict,
} from './verify-form.fixture.ts'

describe('the verdict', () => {
  const words: Record<Verdict, string> = {
    valid: 'Verified',
    invalid: 'Invalid',
    'matches-but-not-legal': 'Matches, but not well-formed',
    'matches-own-key': 'Matches its own key',
    unsecured: 'Unsigned',
    unsupported: 'Not supported',
    incomplete: 'Incomplete',
    'cannot-check': 'Cannot be checked',
  }
  it.each(Object.entries(words))('%s is %j, with its sentence', async (name, word) => {
    await openForm(() => done({ verdict: name as Verdict, text: `About ${name}.` }))
    await choose('secret')
    await type('Secret', 'hunter2')
    await submit()
    expect(await verdict()).toBe(`${word} About ${name}.`)
  })

  it('comes with the key, its thumbprint, and what was not checked', async () => {
    await openForm()
    await type('Key', 'a key')
    await submit()
    const signature = await screen.findByRole('region', { name: 'Signature' })
    expect(signature.textContent).toContain('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs')
    expect(signature.textContent).toMatch(/Passed\s*key size\s*2048 bits/)
    expect(screen.getByText('Nobody said who is expected.')).toBeTruthy()
  })

  it('goes with the token that it is about', async () => {
    const { api } = await openForm()
    await type('Key', 'a key')
    await submit()
    await verdict()
    api.emit('providerChanged', { ...bank, tokens: [sampleToken({ fingerprint: '99998888' })] })
    await waitFor(() => expect(screen.queryByTestId('verdict')).toBeNull())
    expect(screen.getByLabelText<HTMLTextAreaElement>('Key').value).toBe('a key')
  })

  it('is missing where main could not even begin', async () => {
    const locked = { kind: 'locked', title: 'The vault is locked', nextStep: 'Unlock it.' } as const
    await openForm(() => failed(locked))
    await type('Key', 'a key')
    await submit()
    expect(await screen.findByRole('region', { name: 'The vault is locked' })).toBeTruthy()
  })
})

describe("a provider's keys", () => {
  it('are configured from what was verified with, and taken away again', async () => {
    const { api } = await openForm()
    await choose('jwks-url')
    await type('JWKS URL', url)
    await submit()
    await fireEvent.click(
      await screen.findByRole('button', { name: 'Verify each new token with this' }),
    )
    expect(await screen.findByText(/is verified with/)).toBeTruthy()
    await press('Stop')
    await waitFor(() => expect(screen.queryByText(/is verified with/)).toBeNull())
    const { id } = bank.provider
    expect(
      api.calls.filter(({ name }) => name === 'setKeySource').map(({ input }) => input),
    ).toEqual([
      { id, keySource: { from: 'jwks-url', url } },
      { id, keySource: null },
    ])
  })

  it('are never a shared secret', async () => {
    await openForm()
    await choose('secret')
    await type('Secret', 'hunter2')
    await submit()
    await verdict()
    expect(screen.queryByRole('button', { name: 'Verify each new token with this' })).toBeNull()
  })

  it('speak from the tab and above the claims', async () => {
    const verified = { access: { verdict: 'invalid', text: 'No key made it.' } } as const
    await openForm(undefined, rs256, { ...bank, verified })
    expect(screen.getByRole('tab', { name: /Access token/ }).textContent).toContain('Invalid')
    expect(screen.getByRole('tab', { name: /Refresh token/ }).textContent).not.toContain('Invalid')
    await press('Close')
    expect(screen.getByRole('region', { name: 'Signature' }).textContent).toContain(
      'No key made it.',
    )
  })
})
