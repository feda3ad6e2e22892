import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { failed, ok } from '../../../shared/result.ts'
import type { ImportItem, ImportPreview } from '../../../shared/transfer.ts'
import { fakeApi } from '../../fake-api.fixture.ts'
import { sampleSummary } from '../../samples.fixture.ts'
import { openWindow } from '../window.fixture.ts'

const bank = sampleSummary('Bank')
const exchange = sampleSummary('Exchange')
const demo = sampleSummary('Demo', { provider: { baseUrl: 'demo:' } })
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const called = (api: ReturnType<typeof fakeApi>, name: string) =>
  api.calls.filter((call) => call.name === name).map(({ input }) => input)
const refused = failed({ kind: 'declined', title: 'Not exported', nextStep: 'Try again.' })

const item = (name: string, change: Partial<ImportItem> = {}): ImportItem => ({
  name,
  environment: 'test',
  baseUrl: 'https://bank.example',
  service: 'GoCardless',
  fields: [],
  secrets: [],
  mutedFindings: 0,
  keySource: false,
  connection: null,
  isThere: false,
  problem: null,
  ...change,
})
const preview: ImportPreview = {
  ticket: 'ticket-1',
  file: 'export.json',
  secrets: 'sealed',
  items: [item('One'), item('Two', { isThere: true }), item('Three', { problem: 'Too long.' })],
  hosts: [{ host: 'https://bank.example', isNew: true, uses: ['calls'] }],
}

describe('the export', () => {
  const exportWith =
    (passphrase: string, again: string) => async (api: ReturnType<typeof fakeApi>) => {
      const { session } = await openWindow(api)
      session.navigation.go({ view: 'export' })
      await fireEvent.click(await screen.findByRole('radio', { name: /^With secrets/ }))
      await fireEvent.input(screen.getByLabelText('Passphrase for this file'), {
        target: { value: passphrase },
      })
      await fireEvent.input(screen.getByLabelText('Confirm passphrase'), {
        target: { value: again },
      })
      await press('Export 2 providers')
    }

  it('sends every own provider but the demo ones, without secrets', async () => {
    const api = fakeApi({ providers: [bank, demo, exchange] }, { exportProviders: () => refused })
    const { session } = await openWindow(api)
    session.navigation.go({ view: 'export' })
    await fireEvent.click(await screen.findByRole('checkbox', { name: /^Bank/ }))
    await press('Export 1 provider')
    expect(called(api, 'exportProviders')).toEqual([{ ids: [exchange.provider.id] }])
    expect(await screen.findByRole('region', { name: 'Not exported' })).toBeTruthy()
  })

  it('sends the passphrase only where it was typed twice', async () => {
    const differs = fakeApi({ providers: [bank, exchange] }, { exportProviders: () => refused })
    await exportWith('one passphrase', 'another')(differs)
    expect(await screen.findByText('Passphrases do not match.')).toBeTruthy()
    expect(called(differs, 'exportProviders')).toEqual([])
  })

  it('seals with it where it was', async () => {
    const api = fakeApi({ providers: [bank, exchange] }, { exportProviders: () => refused })
    await exportWith('one passphrase', 'one passphrase')(api)
    const ids = [bank, exchange].map(({ provider }) => provider.id)
    expect(called(api, 'exportProviders')).toEqual([{ ids, passphrase: 'one passphrase' }])
  })

  it('offers no secrets while they are locked', async () => {
    const vault = { state: 'locked', protection: 'passphrase', detail: '' } as const
    const { session } = await openWindow(fakeApi({ providers: [bank], vault }))
    session.navigation.go({ view: 'export' })
    const radio = await screen.findByRole('radio', { name: /^With secrets/ })
    expect(radio.hasAttribute('disabled')).toBe(true)
  })
})

describe('the import', () => {
  const opened = async (api: ReturnType<typeof fakeApi>) => {
    const { session } = await openWindow(api)
    session.navigation.go({ view: 'import' })
    await fireEvent.click(await screen.findByRole('button', { name: 'Choose file' }))
    await screen.findByRole('region', { name: 'Preview' })
    return session
  }

  it('chooses what is new and can be imported, and sends its positions', async () => {
    const done = {
      ticket: 'ticket-1',
      added: [{ id: '1', name: 'One' }],
      secrets: 0,
      leftOut: [],
      failed: [],
    }
    const api = fakeApi({}, { openImport: () => ok(preview), importProviders: () => ok(done) })
    await opened(api)
    expect(screen.getByText('New here')).toBeTruthy()
    await press('Import 1 provider')
    expect(called(api, 'importProviders')).toEqual([{ ticket: 'ticket-1', chosen: [0] }])
    await screen.findByRole('region', { name: '1 provider imported' })
    screen.getByText('Enter their secrets, then click Obtain.')
    await fireEvent.click(
      screen.getAllByRole('button', { name: 'Undo import' })[0] ?? document.body,
    )
    expect(called(api, 'undoImport')).toEqual([{ ticket: 'ticket-1' }])
    await screen.findByText('Import undone')
  })

  it('shows how a provider is reached, and that its certificate is not checked', async () => {
    const connection = {
      proxy: 'http://proxy.example:8080',
      authorities: true,
      clientCertificate: true,
      insecure: true,
    }
    await opened(
      fakeApi({}, { openImport: () => ok({ ...preview, items: [item('One', { connection })] }) }),
    )
    expect(screen.getByText('TLS not checked')).toBeTruthy()
    screen.getByText(
      'Proxy: http://proxy.example:8080 · Certificate authorities · Client certificate',
    )
  })

  it('keeps the preview after a wrong passphrase', async () => {
    const wrong = failed({ kind: 'invalid-input', title: 'Wrong', nextStep: 'Try again.' })
    const api = fakeApi({}, { openImport: () => ok(preview), unlockImport: () => wrong })
    await opened(api)
    await fireEvent.input(screen.getByLabelText('Passphrase of this file'), {
      target: { value: 'wrong' },
    })
    await press('Unlock secrets')
    await screen.findByRole('region', { name: 'Wrong' })
    expect(called(api, 'unlockImport')).toEqual([{ ticket: 'ticket-1', passphrase: 'wrong' }])
    expect(screen.getByRole('button', { name: 'Import 1 provider' })).toBeTruthy()
  })

  it('drops the preview when it is left', async () => {
    const api = fakeApi({}, { openImport: () => ok(preview) })
    const session = await opened(api)
    session.navigation.go({ view: 'settings' })
    await waitFor(() => expect(called(api, 'closeImport')).toEqual([{ ticket: 'ticket-1' }]))
  })

  it('says which providers were not added', async () => {
    const failure = { kind: 'storage', title: 'The disk is full', nextStep: 'Free some.' } as const
    const done = {
      ticket: 'ticket-1',
      added: [],
      secrets: 0,
      leftOut: [],
      failed: [{ name: 'One', failure }],
    }
    const api = fakeApi({}, { openImport: () => ok(preview), importProviders: () => ok(done) })
    await opened(api)
    await press('Import 1 provider')
    await screen.findByText('1 provider not imported')
    expect(screen.getByText(/The disk is full/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Undo import' })).toBeNull()
  })
})
