import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { fakeApi } from '../fake-api.fixture.ts'
import {
  failure,
  fieldErrors,
  sampleSummary,
  sampleToken,
  success,
  rateLimited,
} from '../samples.fixture.ts'
import { openWindow } from './window.fixture.ts'

const pair = () => [sampleToken(), sampleToken({ slot: 'refresh', endsIn: 2_592_000 })]
const bank = sampleSummary('Bank', { tokens: pair(), lastOutcome: success() })
const exchange = sampleSummary('Exchange', { provider: { environment: 'production' } })
const called = (api: ReturnType<typeof fakeApi>, name: string) =>
  api.calls.filter((call) => call.name === name).map(({ input }) => input)
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

describe('the list', () => {
  it('shows each provider with its state', async () => {
    await openWindow(fakeApi({ providers: [bank, exchange] }))
    const rows = screen.getAllByRole('option')
    expect(rows.map((row) => row.textContent.replace(/\s+/g, ' ').trim())).toEqual([
      expect.stringMatching(/^Bank 23 h Active sandbox$/),
      expect.stringMatching(/^Exchange No token production$/),
    ])
    expect(rows[0]?.getAttribute('aria-selected')).toBe('true')
  })

  it('moves with the arrows and shows what it moves to', async () => {
    await openWindow(fakeApi({ providers: [bank, exchange] }))
    await fireEvent.keyDown(screen.getByRole('option', { name: /Bank/ }), { key: 'ArrowDown' })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Exchange')
    expect(document.activeElement).toBe(screen.getByRole('option', { name: /Exchange/ }))
  })

  it('reorders with Alt and an arrow, and tells main', async () => {
    const api = fakeApi({ providers: [bank, exchange] })
    await openWindow(api)
    const row = screen.getByRole('option', { name: /Bank/ })
    await fireEvent.keyDown(row, { key: 'ArrowDown', altKey: true })
    const ids = [exchange, bank].map(({ provider }) => provider.id)
    await waitFor(() => expect(called(api, 'orderProviders')).toEqual([{ ids }]))
    expect(screen.getAllByRole('option')[1]?.textContent).toContain('Bank')
  })

  it('hides what does not match the search, and says how many do', async () => {
    await openWindow(fakeApi({ providers: [bank, exchange] }))
    await fireEvent.input(screen.getByRole('searchbox', { name: 'Search providers' }), {
      target: { value: 'prod' },
    })
    expect(screen.getAllByRole('option')).toHaveLength(1)
    expect(screen.getByText('1 of 2 providers')).toBeTruthy()
  })
})

describe('a provider', () => {
  it('recommends the next step and runs it', async () => {
    const api = fakeApi({ providers: [exchange] })
    await openWindow(api)
    expect(screen.getByTestId('next-step').textContent).toBe('Click Obtain.')
    const obtain = screen.getByRole('button', { name: 'Obtain' })
    expect(obtain.className).toContain('primary')
    await fireEvent.click(obtain)
    expect(called(api, 'runOperation')).toEqual([{ id: exchange.provider.id, operation: 'obtain' }])
  })

  it('does not call what it lacks a token for', async () => {
    const api = fakeApi({ providers: [exchange] })
    await openWindow(api)
    await press('Refresh')
    expect(called(api, 'runOperation')).toEqual([])
    expect(screen.getByRole('button', { name: 'Refresh' }).title).toMatch(/No refresh token/)
  })

  it.each([
    ['connecting', true, 'Cancel'],
    ['sent', false, 'Cancel'],
    ['sent', true, 'Stop waiting'],
  ] as const)('offers, once %s and rotating is %s, to %s', async (phase, rotates, label) => {
    const run = { phase, operation: 'refresh', sinceMs: Date.now(), rotates }
    const api = fakeApi({ providers: [sampleSummary('Busy', { run, tokens: pair() })] })
    await openWindow(api)
    await press(label)
    expect(called(api, 'cancelRun')).toHaveLength(1)
  })

  it('tells what failed, at which field, and leads to it', async () => {
    const failed = sampleSummary('Failed', { lastOutcome: fieldErrors() })
    await openWindow(fakeApi({ providers: [failed] }))
    const outcome = within(screen.getByRole('region', { name: 'Last outcome' }))
    expect(outcome.getByText('The service refused two fields.')).toBeTruthy()
    expect(outcome.getAllByRole('listitem')[0]?.textContent).toMatch(
      /Secret ID.*secret_id.*This field may not be blank\./s,
    )
    expect(outcome.getByText('U+202E')).toBeTruthy()
    const edit = outcome.getByRole('button', { name: 'Edit provider' })
    await fireEvent.click(edit)
    await waitFor(() =>
      expect(document.activeElement?.getAttribute('name')).toBe('field:secret_id'),
    )
  })

  it('counts down the wait that a service asks for', async () => {
    await openWindow(
      fakeApi({ providers: [sampleSummary('Busy', { lastOutcome: rateLimited() })] }),
    )
    expect(screen.getByText(/The service asks to wait 4\d s/)).toBeTruthy()
    expect(screen.getByRole('meter').getAttribute('aria-valuetext')).toBe('0 of 100 calls left')
  })

  it('announces how a call ended, without the passing of time', async () => {
    const api = fakeApi({ providers: [exchange] })
    await openWindow(api)
    api.emit('providerChanged', { ...exchange, lastOutcome: failure() })
    await waitFor(() =>
      expect(screen.getByTestId('announcement').textContent).toBe(
        'Obtain failed: Authentication failed',
      ),
    )
  })

  it.each([
    [
      'Save again',
      'saveAgain',
      { unsaved: { kind: 'not-saved', title: 'In memory only', nextStep: 'Save again.' } },
    ],
    ['Dismiss', 'dismissInterrupted', { interrupted: { operation: 'refresh', sentAtMs: 1 } }],
  ] as const)('offers "%s" where it is the way out', async (label, call, change) => {
    const api = fakeApi({ providers: [sampleSummary('Bank', { tokens: pair(), ...change })] })
    await openWindow(api)
    await press(label)
    expect(called(api, call)).toHaveLength(1)
  })

  it('is deleted, and brought back where it was', async () => {
    const api = fakeApi({ providers: [bank, exchange] })
    await openWindow(api)
    await press('More actions')
    await fireEvent.click(screen.getByRole('menuitem', { name: 'Delete' }))
    await screen.findByText('Bank deleted')
    expect(screen.getAllByRole('option')).toHaveLength(1)
    await press('Undo')
    await waitFor(() => expect(screen.getAllByRole('option')[0]?.textContent).toContain('Bank'))
  })
})

describe('the vault', () => {
  it.each([
    [{ state: 'open', protection: 'operating-system', detail: '' }, 'in the system keyring'],
    [{ state: 'open', protection: 'passphrase', detail: '' }, 'protected by a passphrase'],
    [{ state: 'open', protection: 'memory', detail: '' }, 'in memory only (lost on quit)'],
    [{ state: 'locked', protection: 'passphrase', detail: '' }, 'locked'],
    [
      {
        state: 'unavailable',
        protection: 'operating-system',
        failure: { kind: 'storage', title: 'No keyring', nextStep: 'Start it.' },
      },
      'keyring not available',
    ],
  ] as const)('says on screen what protects the secrets: %#', async (vault, words) => {
    await openWindow(fakeApi({ vault }))
    expect(screen.getByRole('button', { name: `Secrets: ${words}` })).toBeTruthy()
  })

  it('drops what was read and pasted when it is locked', async () => {
    const api = fakeApi({ providers: [bank] })
    const { session } = await openWindow(api)
    await screen.findByText('token_type')
    await session.scratchpad.paste('eyJhbGciOiJub25lIn0.e30.')
    await press('Reveal token')
    await screen.findByTestId('encoded-token')
    api.emit('vaultChanged', { state: 'locked', protection: 'passphrase', detail: '' })
    const locked = { ...bank, secrets: { state: 'locked' as const } }
    api.emit('providerChanged', locked)
    await waitFor(() => expect(screen.queryByTestId('encoded-token')).toBeNull())
    expect(screen.queryByText('token_type')).toBeNull()
    expect(session.scratchpad.tokens).toEqual([])
  })
})

it('speaks to those who do not see it', async () => {
  const { session } = await openWindow(fakeApi())
  session.notices.speak('The signature is right')
  const spoken = await screen.findByText('The signature is right')
  expect(spoken.getAttribute('role')).toBe('status')
})

it('tells why the window stays empty, and tries again', async () => {
  const failing = { kind: 'storage', title: 'Not readable', nextStep: 'Check it.' } as const
  let works = false
  const api = fakeApi(
    {},
    { snapshot: () => (works ? fakeApi().snapshot(null) : { ok: false, failure: failing }) },
  )
  const opened = openWindow(api)
  await screen.findByRole('heading', { name: 'Not readable' })
  works = true
  await press('Try again')
  await opened
  expect(await screen.findByRole('heading', { name: 'No providers yet' })).toBeTruthy()
})
