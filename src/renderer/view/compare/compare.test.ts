import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { ok } from '../../../shared/result.ts'
import { fakeApi } from '../../fake-api.fixture.ts'
import { signedJwt } from '../../inspections.fixture.ts'
import { sampleSummary, sampleToken } from '../../samples.fixture.ts'
import { openWindow } from '../window.fixture.ts'

const bank = sampleSummary('Bank', {
  tokens: [sampleToken(), sampleToken({ slot: 'refresh', fingerprint: '11112222' })],
})
const locked = sampleSummary('Shop', {
  tokens: [sampleToken({ fingerprint: '33334444' })],
  secrets: { state: 'locked' },
})
const cells = (name: string, root = document.body) =>
  within(within(root).getByRole('rowheader', { name }).closest('tr') ?? document.body)
    .getAllByRole('cell')
    .map((cell) => cell.textContent.trim())

/** A fake main whose access token changes with each call. */
async function open() {
  let count = 1
  const api = fakeApi(
    { providers: [bank, locked] },
    {
      inspectToken: ({ slot }) =>
        ok(signedJwt('{"kid":"one"}', `{"exp":${count * 600},"token_type":"${slot}"}`)),
      runOperation: () => new Promise(() => {}),
    },
  )
  const { session } = await openWindow(api)
  await screen.findByRole('table', { name: 'Claims' })
  const refreshed = () => {
    count += 1
    const fingerprint = `0000000${count}`
    api.emit('providerChanged', { ...bank, tokens: [sampleToken({ fingerprint })] })
  }
  return { api, session, refreshed }
}

describe('after a call', () => {
  it('says what changed, and shows it in full', async () => {
    const { refreshed } = await open()
    await fireEvent.click(screen.getByRole('button', { name: 'Refresh' }))
    expect(screen.queryByTestId('what-changed')).toBeNull()
    refreshed()
    const changed = within(await screen.findByTestId('what-changed'))
    await changed.findByText('exp 10 min later; key unchanged')
    await fireEvent.click(changed.getByRole('button', { name: 'Compare with the token before' }))
    await screen.findByLabelText('After')
    expect(cells('exp')).toEqual([
      expect.stringMatching(/^600\s+1 Jan 1970, \d/),
      expect.stringMatching(/^1200\s+1 Jan 1970, \d/),
      '10 min later',
    ])
    expect(cells('token_type')).toEqual(['"access"', '"access"', 'same'])
  })

  it('has forgotten it once the vault was locked', async () => {
    const { api, refreshed } = await open()
    await fireEvent.click(screen.getByRole('button', { name: 'Refresh' }))
    refreshed()
    await screen.findByTestId('what-changed')
    api.emit('vaultChanged', { state: 'locked', protection: 'passphrase', detail: '' })
    await waitFor(() => expect(screen.queryByTestId('what-changed')).toBeNull())
  })
})

describe('two tokens', () => {
  it('are put side by side, beginning with the one that was looked at', async () => {
    await open()
    await fireEvent.click(screen.getByRole('button', { name: 'Compare…' }))
    await screen.findByRole('rowheader', { name: 'token_type' })
    expect(cells('token_type')).toEqual(['"access"', '"refresh"', 'changed'])
    expect(screen.getByText('Both headers name the same key.')).toBeTruthy()
  })

  it('are chosen from what is open and what was pasted', async () => {
    const { session } = await open()
    await session.scratchpad.paste('eyJhbGciOiJub25lIn0.eyJzdWIiOiJwYXN0ZWQifQ.')
    session.scratchpad.rename(session.scratchpad.selectedId ?? 0, 'mine\u202E')
    session.navigation.go({ view: 'compare' })
    const after = await screen.findByLabelText<HTMLSelectElement>('After')
    expect([...after.options].map(({ label }) => label)).toEqual([
      'Bank, sandbox, Access token',
      'Bank, sandbox, Refresh token',
      'Pasted: mine[U+202E]',
    ])
    await fireEvent.change(after, { target: { value: after.options[2]?.value } })
    await screen.findByRole('rowheader', { name: 'sub' })
    expect(cells('sub')).toEqual(['', '"pasted"', 'added'])
  })

  it('can be a token and the one that a call has replaced', async () => {
    const { session, refreshed } = await open()
    await fireEvent.click(screen.getByRole('button', { name: 'Refresh' }))
    refreshed()
    await screen.findByTestId('what-changed')
    session.navigation.go({ view: 'compare' })
    const after = await screen.findByLabelText<HTMLSelectElement>('After')
    expect([...after.options].map(({ label, selected }) => [label, selected])).toEqual([
      ['Bank, sandbox, Access token', true],
      ['Bank, sandbox, Access token, the one before', false],
    ])
    await screen.findByRole('rowheader', { name: 'exp' })
    expect(cells('exp')[2]).toBe('10 min later')
  })

  it('are missing where there is only one', async () => {
    const api = fakeApi({ providers: [locked] })
    const { session } = await openWindow(api)
    session.navigation.go({ view: 'compare' })
    expect(await screen.findByText(/no two tokens yet/)).toBeTruthy()
  })
})
