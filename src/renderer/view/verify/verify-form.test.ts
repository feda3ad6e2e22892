import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import {
  choose,
  done,
  openForm,
  press,
  submit,
  type,
  type Verified,
} from './verify-form.fixture.ts'

describe('what is typed', () => {
  it('is covered until it is asked for', async () => {
    await openForm(undefined, '{"alg":"HS256"}')
    const secret = screen.getByLabelText<HTMLInputElement>('Secret')
    expect(secret.type).toBe('password')
    await press('Show')
    expect(secret.type).toBe('text')
    await choose('pasted')
    expect(screen.getByLabelText('Key').className).toContain('covered')
    await press('Show')
    expect(screen.getByLabelText('Key').className).not.toContain('covered')
  })

  it.each([
    ['the form is closed', 'button', 'Close'],
    ['another token is looked at', 'tab', /Refresh token/],
    ['another view is', 'button', 'Activity'],
  ])('is dropped when %s', async (_when, role, name) => {
    const { session } = await openForm()
    await type('Key', 'SENTINEL')
    await fireEvent.click(screen.getByRole(role, { name }))
    session.navigation.go({ view: 'provider' })
    await fireEvent.click(await screen.findByRole('button', { name: 'Verify…' }))
    expect(screen.getByLabelText<HTMLTextAreaElement>('Key').value).toBe('')
  })

  it('is dropped when the vault locks, and a late answer with it', async () => {
    const { promise, resolve } = Promise.withResolvers<Verified>()
    const { api } = await openForm(() => promise)
    await type('Key', 'SENTINEL')
    await submit()
    api.emit('vaultChanged', { state: 'locked', protection: 'passphrase', detail: '' })
    await waitFor(() => expect(screen.queryByRole('form', { name: 'Verify' })).toBeNull())
    resolve(done())
    await fireEvent.click(await screen.findByRole('button', { name: 'Verify…' }))
    expect(screen.queryByTestId('verdict')).toBeNull()
    expect(screen.getByLabelText<HTMLTextAreaElement>('Key').value).toBe('')
  })

  it('is needed', async () => {
    const { asked } = await openForm()
    await submit()
    expect(screen.getByText('Required')).toBeTruthy()
    expect(asked).toEqual([])
  })

  it('may be a file', async () => {
    const { asked } = await openForm()
    const file = new File(['-----BEGIN PUBLIC KEY-----'], 'key.pem')
    await fireEvent.change(screen.getByLabelText('Choose a file'), { target: { files: [file] } })
    const area = screen.getByLabelText<HTMLTextAreaElement>('Key')
    await waitFor(() => expect(area.value).toBe('-----BEGIN PUBLIC KEY-----'))
    await submit()
    expect(asked[0]?.keySource).toEqual({ from: 'pasted', text: '-----BEGIN PUBLIC KEY-----' })
  })

  it('is base64 where the file is DER, and is no file that is too large', async () => {
    await openForm()
    const area = screen.getByLabelText<HTMLTextAreaElement>('Key')
    const der = new File([Uint8Array.of(0x30, 0x82, 0xff)], 'key.der')
    await fireEvent.drop(area, { dataTransfer: { files: [der] } })
    await waitFor(() => expect(area.value).toBe('MIL/'))
    const large = new File([new Uint8Array(200_001)], 'film.mp4')
    await fireEvent.drop(area, { dataTransfer: { files: [large] } })
    expect(await screen.findByText('film.mp4 is too large for a key.')).toBeTruthy()
    expect(area.value).toBe('MIL/')
  })
})

it('warns where the token names its own key', async () => {
  await openForm(undefined, `{"alg":"RS256","jku":"https://evil.example/k","jwk":{}}`)
  await choose('token:jku')
  const form = within(screen.getByRole('form', { name: 'Verify' }))
  expect(form.getByText('https://evil.example/k')).toBeTruthy()
  expect(screen.getByText(/The token names this address/)).toBeTruthy()
  await choose('token:jwk')
  expect(screen.getByText(/anyone can make such a token/)).toBeTruthy()
})
