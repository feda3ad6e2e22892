import { fireEvent, screen, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { ok } from '../../../shared/result.ts'
import { fakeApi } from '../../fake-api.fixture.ts'
import { signedJwt } from '../../inspections.fixture.ts'
import { openWindow } from '../window.fixture.ts'
import { decryption, encrypted } from './verification.fixture.ts'
import { bank, done, rs256, submit, type, verdict } from './verify-form.fixture.ts'

describe('an encrypted token', () => {
  async function decrypt(inside: Parameters<typeof decryption>[0]) {
    const result = decryption(inside)
    const api = fakeApi(
      { providers: [bank] },
      {
        inspectToken: () => ok(encrypted()),
        decryptToken: () => ok({ state: 'done', result }),
        verifyToken: () => done(),
      },
    )
    await openWindow(api)
    await fireEvent.click(await screen.findByRole('button', { name: 'Decrypt…' }))
    await type('Key', 'the key')
    await submit('Decrypt')
    return api
  }

  it('says why it stays closed', async () => {
    await decrypt(null)
    expect(await verdict()).toContain('This key does not open it.')
    expect(screen.queryByRole('region', { name: 'Inside' })).toBeNull()
  })

  it('shows what is inside, which is verified with a key of its own', async () => {
    const api = await decrypt(signedJwt(rs256, '{"sub":"within"}'))
    expect(await verdict()).toBe('Decrypted, not verified It is opened.')
    const inside = within(screen.getByRole('region', { name: 'Inside' }))
    expect(inside.getByText(/The sender is not authenticated/)).toBeTruthy()
    expect(inside.getByRole('table', { name: 'Claims' }).textContent).toContain('within')
    await fireEvent.click(inside.getByRole('button', { name: 'Verify…' }))
    await fireEvent.input(inside.getByLabelText('Key'), { target: { value: 'another' } })
    await submit()
    await inside.findByTestId('verdict')
    expect(api.calls.find(({ name }) => name === 'verifyToken')?.input).toMatchObject({
      keySource: { from: 'pasted', text: 'another' },
      decryptWith: { from: 'pasted', text: 'the key' },
    })
  })
})
