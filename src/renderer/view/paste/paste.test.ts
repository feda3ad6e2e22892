import { fireEvent, screen, within } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import { failed } from '../../../shared/result.ts'
import { fakeApi } from '../../fake-api.fixture.ts'
import { sampleClaims, sampleHeader, signedText } from '../../inspections.fixture.ts'
import { openWindow } from '../window.fixture.ts'

const token = signedText(sampleHeader, sampleClaims())
const box = () =>
  screen.getByRole('textbox', { name: 'Token, or text with tokens in it', hidden: true })

async function openPaste(api = fakeApi()) {
  const opened = await openWindow(api)
  opened.session.navigation.go({ view: 'paste' })
  await screen.findByRole('heading', { level: 1, name: 'Paste a token' })
  return { ...opened, api }
}

async function paste(text: string) {
  const event = new Event('paste', { bubbles: true, cancelable: true })
  Object.assign(event, { clipboardData: { getData: () => text } })
  await fireEvent(box(), event)
  return event
}

it('reads what is pasted without putting it into the field or calling main', async () => {
  const { api } = await openPaste()
  const before = api.calls.length
  const event = await paste(`Authorization: Bearer ${token}`)
  await screen.findByRole('heading', { level: 1, name: 'Authorization' })
  expect(event.defaultPrevented).toBe(true)
  expect((box() as HTMLTextAreaElement).value).toBe('')
  expect(screen.getAllByText(/Found in an HTTP header, Authorization\./)[0]).toBeTruthy()
  expect(screen.getByTestId('encoded-token').textContent).toBe(token)
  expect(api.calls).toHaveLength(before)
})

it('offers each token of an answer', async () => {
  await openPaste()
  await paste(JSON.stringify({ access_token: token, refresh_token: `ghp_${'a1B2'.repeat(9)}` }))
  await fireEvent.click(await screen.findByRole('tab', { name: /refresh_token/ }))
  const shown = within(screen.getByRole('region', { name: 'Pasted token' }))
  expect(shown.getByText(/^Opaque token from GitHub/)).toBeTruthy()
})

it('reads what is typed', async () => {
  await openPaste()
  await fireEvent.input(box(), { target: { value: token } })
  await fireEvent.click(screen.getByRole('button', { name: 'Inspect' }))
  await screen.findByRole('heading', { level: 1, name: 'Signed JWT' })
})

it('says so where there is no token', async () => {
  await openPaste()
  await paste('  \n ')
  await screen.findByText('No token found in this text')
})

it('says so where what is dropped cannot be read, such as a folder', async () => {
  await openPaste()
  const content = { text: () => Promise.reject(new Error('NotReadableError')) }
  const folder = { size: 4096, slice: () => content }
  await fireEvent.drop(box(), { dataTransfer: { files: [folder], getData: () => '' } })
  await screen.findByText('File could not be read')
})

it('keeps what was typed where there is no token in it', async () => {
  await openPaste()
  await fireEvent.input(box(), { target: { value: 'no token in it' } })
  await fireEvent.click(screen.getByRole('button', { name: 'Inspect' }))
  await screen.findByText('No token found in this text')
  expect((box() as HTMLTextAreaElement).value).toBe('no token in it')
})

it('keeps the tokens while one looks at something else', async () => {
  const { session } = await openPaste()
  await paste(token)
  await screen.findByTestId('encoded-token')
  session.navigation.go({ view: 'settings' })
  await screen.findByRole('heading', { level: 1, name: 'Settings' })
  session.navigation.go({ view: 'paste' })
  expect((await screen.findByTestId('encoded-token')).textContent).toBe(token)
})

it('copies the token, and says why where that fails', async () => {
  const locked = {
    kind: 'storage',
    title: 'The clipboard is locked',
    nextStep: 'Try again.',
  } as const
  const { api } = await openPaste(fakeApi({}, { copyText: () => failed(locked) }))
  await paste(token)
  await fireEvent.click(await screen.findByRole('button', { name: 'Copy token' }))
  expect(api.calls.at(-1)).toEqual({ name: 'copyText', input: { text: token, secret: true } })
  expect(await screen.findByText('The clipboard is locked')).toBeTruthy()
  expect(screen.queryByText(/copied/)).toBeNull()
})
