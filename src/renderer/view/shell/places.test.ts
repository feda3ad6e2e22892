import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import type { ActivityEntry } from '../../../shared/outcome.ts'
import { fakeApi } from '../../fake-api.fixture.ts'
import { sampleSummary, sampleToken } from '../../samples.fixture.ts'
import { openWindow } from '../window.fixture.ts'

const bank = sampleSummary('Bank', { tokens: [sampleToken()] })
const key = (name: string, held: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.body, { key: name, ...held })
const names = (api: ReturnType<typeof fakeApi>) => api.calls.map(({ name }) => name)

const entry: ActivityEntry = {
  id: '1',
  providerId: bank.provider.id,
  providerName: 'Bank',
  environment: 'sandbox',
  operation: 'obtain',
  operationLabel: 'Obtain',
  startedAtMs: Date.now(),
  durationMs: 120,
  method: 'POST',
  url: 'https://bank.example/token/new/',
  request: [{ place: 'body', name: 'secret_id', value: { masked: true } }],
  response: [{ place: 'body', name: 'access_expires', value: { text: '86400' } }],
  status: 200,
  received: ['access'],
}

it('is marked in the sidebar while it is shown, and the provider is not', async () => {
  await openWindow(fakeApi({ providers: [bank] }))
  const sidebar = screen.getByRole('navigation', { name: 'Providers' })
  const current = () => {
    const button = sidebar.querySelector('[aria-current=page]')
    return button?.getAttribute('aria-label') ?? button?.textContent.trim()
  }
  expect(current()).toBeUndefined()
  for (const name of ['Activity', 'Settings', 'Paste a token', 'Add provider']) {
    await fireEvent.click(within(sidebar).getByRole('button', { name }))
    expect(current()).toBe(name)
    expect(sidebar.className).toContain('elsewhere')
  }
  await fireEvent.click(within(sidebar).getByRole('option', { name: /Bank/ }))
  expect(current()).toBeUndefined()
  expect(sidebar.className).not.toContain('elsewhere')
})

it('records calls, newest first, with their secrets masked', async () => {
  const api = fakeApi({ providers: [bank] }, { activity: () => ({ ok: true, value: [entry] }) })
  await openWindow(api)
  await key('A', { ctrlKey: true, shiftKey: true })
  const main = within(screen.getByRole('main'))
  const first = await main.findByRole('listitem')
  expect(first.textContent).toMatch(/secret_id.*masked/s)
  expect(first.textContent).toMatch(/access_expires.*86400/s)
  api.emit('activityAdded', { ...entry, id: '2', operationLabel: 'Refresh' })
  await waitFor(() => expect(main.getAllByRole('listitem')[0]?.textContent).toContain('Refresh'))
  const use = { use: 'revealed', what: 'access', of: 'Bank', environment: 'sandbox' } as const
  api.emit('activityAdded', { ...use, id: '3', startedAtMs: Date.now() })
  const newest = () => main.getAllByRole('listitem')[0]?.textContent
  await waitFor(() => expect(newest()).toMatch(/Access token revealed\s+Bank\s+sandbox/))
  await fireEvent.click(main.getByRole('button', { name: 'Clear' }))
  await main.findByText(/No requests yet/)
  expect(names(api)).toContain('clearActivity')
})

it('changes a setting at once, and refuses what is out of range', async () => {
  const api = fakeApi({ providers: [bank] })
  await openWindow(api)
  await key(',', { ctrlKey: true })
  await fireEvent.click(screen.getByRole('radio', { name: 'Dark' }))
  await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'))
  const seconds = screen.getByLabelText('Hide a revealed token after')
  await fireEvent.change(seconds, { target: { value: '3' } })
  expect(seconds.getAttribute('aria-invalid')).toBe('true')
  await fireEvent.change(seconds, { target: { value: '10' } })
  expect(seconds.getAttribute('aria-invalid')).toBe('false')
  expect(api.calls.filter(({ name }) => name === 'setPreferences')).toEqual([
    { name: 'setPreferences', input: { theme: 'dark' } },
    { name: 'setPreferences', input: { revealSeconds: 10 } },
  ])
})

it('finds a command in the palette and runs it', async () => {
  const api = fakeApi({ providers: [bank] })
  await openWindow(api)
  await key('k', { ctrlKey: true })
  const input = await screen.findByRole('combobox', { name: 'Command or provider' })
  await fireEvent.input(input, { target: { value: 'copy token' } })
  expect(screen.getByRole('option', { selected: true, name: /Copy access token/ })).toBeTruthy()
  await fireEvent.keyDown(input, { key: 'Enter' })
  expect(screen.queryByRole('combobox')).toBeNull()
  expect(api.calls.at(-1)).toEqual({
    name: 'copyToken',
    input: { id: bank.provider.id, slot: 'access', format: 'token' },
  })
})

it('moves in the palette with the arrows, around its ends', async () => {
  await openWindow(fakeApi({ providers: [bank] }))
  await key('k', { ctrlKey: true })
  const input = await screen.findByRole('combobox')
  await fireEvent.keyDown(input, { key: 'ArrowUp' })
  const list = within(screen.getByRole('listbox', { name: 'Commands' }))
  const options = list.getAllByRole('option')
  expect(options.at(-1)?.getAttribute('aria-selected')).toBe('true')
  expect(input.getAttribute('aria-activedescendant')).toBe(options.at(-1)?.id)
})

it('lists every shortcut', async () => {
  await openWindow(fakeApi({ providers: [bank] }))
  await key('?')
  const help = within(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' }))
  expect(help.getByText('Add provider').closest('div')?.textContent).toContain('Ctrl+N')
})

it.each([
  ['n', {}, 'Add provider'],
  ['V', { shiftKey: true }, 'Paste a token'],
  [',', {}, 'Settings'],
  ['A', { shiftKey: true }, 'Activity'],
  ['e', {}, 'Edit Bank'],
])('goes by Ctrl and %s to its place', async (name, held, heading) => {
  await openWindow(fakeApi({ providers: [bank] }))
  await key(name, { ctrlKey: true, ...held })
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe(heading)
})

it.each([
  ['c', 'token', 'Access token'],
  ['h', 'authorization-header', 'Authorization header'],
])('copies by Ctrl, Shift and %s', async (name, format, what) => {
  const api = fakeApi({ providers: [bank] })
  await openWindow(api)
  await key(name, { ctrlKey: true, shiftKey: true })
  await screen.findByText(`${what} copied. Clipboard clears in 30 s`)
  expect(api.calls.at(-1)?.input).toEqual({ id: bank.provider.id, slot: 'access', format })
})

it('goes where a menu sends it', async () => {
  const api = fakeApi({ providers: [bank] })
  await openWindow(api)
  api.emit('navigate', { to: 'add-provider' })
  await screen.findByRole('heading', { level: 1, name: 'Add provider' })
})

it('takes a passphrase that is typed the same way twice', async () => {
  const api = fakeApi({ providers: [bank] })
  await openWindow(api)
  await fireEvent.click(screen.getByRole('button', { name: /^Secrets:/ }))
  await fireEvent.click(screen.getByRole('button', { name: 'Use Passphrase' }))
  await fireEvent.input(screen.getByLabelText('New passphrase'), { target: { value: 'correct' } })
  await fireEvent.click(screen.getByRole('button', { name: 'Use this passphrase' }))
  expect(screen.getByText('Passphrases do not match.')).toBeTruthy()
  await fireEvent.input(screen.getByLabelText('Confirm passphrase'), {
    target: { value: 'correct' },
  })
  await fireEvent.click(screen.getByRole('button', { name: 'Use this passphrase' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(api.calls.at(-1)).toEqual({
    name: 'protectVault',
    input: { protection: 'passphrase', passphrase: 'correct' },
  })
})

it('shows a template that cannot be used, and what is wrong with it', async () => {
  const failure = {
    kind: 'internal',
    title: 'mine.json is not a provider template',
    detail: 'Its id is other.',
    nextStep: 'Correct the file, or reinstall Touchstone.',
  } as const
  const brokenTemplates = [{ file: 'mine.json', failure }]
  await openWindow(fakeApi({ providers: [bank], brokenTemplates }))
  await fireEvent.click(screen.getByRole('button', { name: '1 file cannot be read' }))
  const main = within(screen.getByRole('main'))
  await main.findByRole('heading', { name: 'mine.json' })
  const text = screen.getByRole('main').textContent
  for (const part of [failure.title, failure.detail, failure.nextStep]) expect(text).toContain(part)
  expect(main.queryByRole('button', { name: 'Delete' })).toBeNull()
})
