import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import { defaultConnection } from '../../../shared/connection.ts'
import { failed } from '../../../shared/result.ts'
import { fakeApi } from '../../fake-api.fixture.ts'
import { sampleSummary } from '../../samples.fixture.ts'
import { openWindow } from '../window.fixture.ts'

const bank = sampleSummary('Bank')
const other = sampleSummary('Other')
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label, { exact: false }), { target: { value } })
const valueOf = (label: string) => {
  const input = screen.getByLabelText(label, { exact: false })
  return input instanceof HTMLInputElement ? input.value : null
}
const sent = (api: ReturnType<typeof fakeApi>, name: string) =>
  api.calls.filter((call) => call.name === name).map(({ input }) => input)

async function openEditor() {
  await press('More actions')
  await fireEvent.click(screen.getByRole('menuitem', { name: 'Edit' }))
}

async function editBank(api = fakeApi({ providers: [bank, other] })) {
  const { session } = await openWindow(api)
  await openEditor()
  return { api, session }
}

async function paste(label: string, text: string) {
  const pasted = new Event('paste', { bubbles: true, cancelable: true })
  Object.assign(pasted, { clipboardData: { getData: () => text } })
  await fireEvent(screen.getByLabelText(label, { exact: false }), pasted)
  return pasted
}

it('adds a provider with what its template asks for', async () => {
  const api = fakeApi()
  await openWindow(api)
  await press('Add provider')
  await fireEvent.click(screen.getByRole('radio', { name: /GoCardless/ }))
  expect(valueOf('Base URL')).toBe('https://bankaccountdata.gocardless.com')
  await type('Name', 'Mine')
  await type('Environment', 'production')
  await type('Secret ID', 'id')
  await type('Secret key', 'key')
  await press('Save')
  await screen.findByRole('heading', { level: 1, name: 'Mine' })
  expect(sent(api, 'addProvider')).toEqual([
    {
      name: 'Mine',
      environment: 'production',
      baseUrl: 'https://bankaccountdata.gocardless.com',
      template: 'gocardless-bank-account-data',
      fields: {},
      secrets: { secret_id: 'id', secret_key: 'key' },
    },
  ])
})

it('asks for the fields of the service that is chosen', async () => {
  const { session } = await openWindow(fakeApi())
  await press('Add provider')
  expect(screen.queryByRole('radio', { checked: true })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull()
  await fireEvent.click(screen.getByRole('radio', { name: /IX-API/ }))
  expect(screen.getByLabelText('API key', { exact: false })).toBeTruthy()
  expect(screen.queryByLabelText('Secret ID', { exact: false })).toBeNull()
  expect(session.navigation.unsaved).toBe(false)
})

it('keeps the secrets that are not typed again', async () => {
  const { api } = await editBank()
  const secret = screen.getByLabelText('Secret key', { exact: false })
  expect(secret.getAttribute('placeholder')).toBe('Unchanged. Type to replace.')
  expect(valueOf('Secret key')).toBe('')
  await type('Secret ID', 'new')
  await press('Save')
  await waitFor(() => expect(sent(api, 'updateProvider')).toHaveLength(1))
  expect(sent(api, 'updateProvider')).toMatchObject([{ draft: { secrets: { secret_id: 'new' } } }])
})

it('says what is wrong at the input, and goes there', async () => {
  const { api } = await editBank()
  await type('Name', ' ')
  await type('Base URL', 'bank')
  await press('Save')
  await waitFor(() => expect(document.activeElement?.getAttribute('name')).toBe('name'))
  expect(screen.getByText('Name is empty.')).toBeTruthy()
  expect(screen.getByText(/Not a URL/)).toBeTruthy()
  expect(sent(api, 'updateProvider')).toEqual([])
})

it('says what main refuses at its input', async () => {
  const refusal = failed({
    kind: 'invalid-input',
    title: 'The provider cannot be saved like this.',
    fieldErrors: [{ field: 'baseUrl', message: 'Plain http would send secrets unencrypted' }],
    nextStep: 'Correct the marked fields.',
  })
  await editBank(fakeApi({ providers: [bank] }, { updateProvider: () => refusal }))
  await press('Save')
  await screen.findByText('Plain http would send secrets unencrypted')
  expect(document.activeElement?.getAttribute('name')).toBe('baseUrl')
})

it('fills itself in from a pasted snippet', async () => {
  await editBank()
  const text = 'SECRET_ID=abc\nSECRET_KEY=def\nBASE_URL=https://b.example'
  const pasted = await paste('Name', text)
  expect(pasted.defaultPrevented).toBe(true)
  expect([valueOf('Secret ID'), valueOf('Secret key'), valueOf('Base URL')]).toEqual([
    'abc',
    'def',
    'https://b.example',
  ])
})

it('lets a plain secret be pasted where the cursor is', async () => {
  await editBank()
  const pasted = await paste('Secret ID', 'a-plain-secret')
  expect(pasted.defaultPrevented).toBe(false)
})

it('says once what it filled in, as long as it is open', async () => {
  const { session } = await editBank()
  await paste('Name', 'SECRET_ID=abc')
  await paste('Name', 'SECRET_ID=abc\nSECRET_KEY=def')
  const told = () => session.notices.list.map(({ text }) => text)
  expect(told()).toEqual(['Filled in from the pasted text: Secret ID, Secret key'])
  await press('Cancel')
  await press('Discard')
  await waitFor(() => expect(told()).toEqual([]))
})

it('tests the base URL that is typed', async () => {
  const { api } = await editBank()
  await type('Base URL', 'https://b.example')
  await press('Test')
  await screen.findByText(/^Server responded after 87 ms, with status 404/)
  expect(sent(api, 'testBaseUrl')).toMatchObject([{ baseUrl: 'https://b.example' }])
})

it('asks before it is left with changes in it', async () => {
  const { session } = await openWindow(fakeApi({ providers: [bank, other] }))
  await openEditor()
  await type('Name', 'Changed')
  await fireEvent.click(screen.getByRole('option', { name: /Other/ }))
  await screen.findByRole('dialog', { name: 'Discard your changes?' })
  await press('Keep editing')
  expect(valueOf('Name')).toBe('Changed')
  await fireEvent.click(screen.getByRole('option', { name: /Other/ }))
  await press('Discard')
  await screen.findByRole('heading', { level: 1, name: 'Other' })
  expect(session.navigation.unsaved).toBe(false)
})

it('says where the key of a client certificate is missing', async () => {
  const connection = { ...defaultConnection, clientCertificate: 'certificate' }
  const provider = { ...bank.provider, connection }
  await editBank(fakeApi({ providers: [{ ...bank, provider }] }))
  expect(screen.getByText(/The key is missing/)).toBeTruthy()
})

it('marks a provider that accepts any certificate, also while its section is folded', async () => {
  const connection = { ...defaultConnection, insecure: true }
  const provider = { ...bank.provider, connection }
  await openWindow(fakeApi({ providers: [{ ...bank, provider }] }))
  expect(screen.getAllByText('TLS not checked')).toHaveLength(2)
  await openEditor()
  const summary = screen.getByText('Connection').closest('summary')
  expect(summary?.textContent).toContain('TLS not checked')
})

it('opens its connection section where main refuses something in it', async () => {
  const refusal = failed({
    kind: 'invalid-input',
    title: 'The provider cannot be saved like this.',
    fieldErrors: [{ field: 'connection:authorities', message: 'No certificate in PEM format.' }],
    nextStep: 'Correct the marked fields.',
  })
  await editBank(fakeApi({ providers: [bank] }, { updateProvider: () => refusal }))
  const section = screen.getByText('Connection').closest('details')
  expect(section?.open).toBe(false)
  await press('Save')
  await screen.findByText('No certificate in PEM format.')
  expect(section?.open).toBe(true)
  expect(document.activeElement?.getAttribute('name')).toBe('connection:authorities')
})
