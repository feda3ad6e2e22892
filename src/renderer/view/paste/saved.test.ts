import { fireEvent, screen, within } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import type { VaultStatus } from '../../../shared/vault.ts'
import { failed, ok, type Result } from '../../../shared/result.ts'
import type { SavedToken } from '../../../shared/saved-token.ts'
import { fakeApi } from '../../fake-api.fixture.ts'
import { sampleClaims, sampleHeader, signedText } from '../../inspections.fixture.ts'
import { sampleSavedToken } from '../../samples.fixture.ts'
import { openWindow } from '../window.fixture.ts'

const text = signedText(sampleHeader, sampleClaims())
const inMemory: VaultStatus = { state: 'open', protection: 'memory', detail: '' }
const locked: VaultStatus = { state: 'locked', protection: 'passphrase', detail: '' }
const full = {
  kind: 'storage' as const,
  title: 'a.json could not be saved',
  detail: 'The disk is full.',
  code: 'ENOSPC',
  nextStep: 'Free some space, then try again.',
}
const damaged = {
  id: '00000000-0000-4000-8000-00000000dead',
  file: 'dead.json',
  failure: { ...full, title: 'dead.json is damaged', detail: 'It is kept as it is.' },
}

const saved = () => within(screen.getByRole('region', { name: 'Saved tokens' }))
const token = () => within(screen.getByRole('region', { name: 'Pasted token' }))
const listing = (...tokens: SavedToken[]) => ({ savedTokens: () => ok({ tokens, damaged: [] }) })

async function openPaste(api = fakeApi()) {
  const { session } = await openWindow(api)
  session.navigation.go({ view: 'paste' })
  await screen.findByRole('heading', { level: 1, name: 'Paste a token' })
  return { session, api }
}

async function openPasted(api = fakeApi()) {
  const opened = await openPaste(api)
  await opened.session.scratchpad.paste(text)
  await screen.findByRole('region', { name: 'Pasted token' })
  return opened
}

it('says that none is saved yet', async () => {
  await openPaste()
  expect(await saved().findByText(/^None yet/)).toBeTruthy()
})

it('lists names, kinds, sizes and dates, and why one cannot be had', async () => {
  const gone = { state: 'enter-again', failure: { ...full, title: 'It is gone' } } as const
  const api = fakeApi(
    {},
    {
      savedTokens: () =>
        ok({
          tokens: [sampleSavedToken('mine'), sampleSavedToken('', { contents: gone })],
          damaged: [damaged],
        }),
    },
  )
  await openPaste(api)
  const rows = await saved().findAllByRole('listitem')
  expect(rows.map((row) => row.textContent.replaceAll(/\s+/g, ' '))).toEqual([
    expect.stringMatching(/mine ?Signed JWT, 812 bytes, saved \d/),
    expect.stringMatching(/Signed JWT ?812 bytes, saved \d.*It is gone\..*The disk is full\./),
    expect.stringMatching(/^ ?dead\.json is damaged\. ?It is kept as it is\./),
  ])
  expect(saved().getAllByRole('button', { name: /^Open/ })).toHaveLength(1)
  await fireEvent.click(saved().getByRole('button', { name: 'Forget dead.json' }))
  expect(api.calls.at(-1)).toEqual({ name: 'forgetSavedToken', input: { id: damaged.id } })
})

it('says why the list cannot be had', async () => {
  await openPaste(fakeApi({}, { savedTokens: () => failed(full) }))
  const problem = await saved().findByRole('region', { name: full.title })
  expect(problem.textContent).toContain('The disk is full.')
})

it('offers to unlock where names are locked, and opens none of them', async () => {
  const closed = sampleSavedToken('', { contents: { state: 'locked' } })
  const { session } = await openPaste(fakeApi({ vault: locked }, listing(closed)))
  const banner = await saved().findByRole('region', { name: 'Saved tokens are locked' })
  expect(saved().queryByRole('button', { name: /^Open/ })).toBeNull()
  await fireEvent.click(within(banner).getByRole('button', { name: 'Unlock' }))
  expect(session.navigation.dialog).toBe('vault')
})

it('asks to unlock before it saves', async () => {
  const { session, api } = await openPasted(fakeApi({ vault: locked }))
  await fireEvent.click(token().getByRole('button', { name: 'Unlock to save' }))
  expect(session.navigation.dialog).toBe('vault')
  const button = token().getByRole('button', { name: 'Unlock to save' })
  expect(button.title).toMatch(/^Unlock your secrets/)
  expect(api.calls.some(({ name }) => name === 'saveToken')).toBe(false)
})

it('opens one below, as any pasted token', async () => {
  await openPaste(fakeApi({}, listing(sampleSavedToken('saved'))))
  await fireEvent.click(await saved().findByRole('button', { name: 'Open saved' }))
  await screen.findByRole('region', { name: 'Pasted token' })
  expect(token().getByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'saved')
  expect(token().getByTestId('encoded-token').textContent).toMatch(/^eyJ/)
})

it.each([
  ['Saved encrypted on this machine', undefined],
  ['Saved in memory only and lost on quit', inMemory],
])('says "%s" of what is saved', async (words, vault) => {
  let tokens: SavedToken[] = []
  const mine = sampleSavedToken('Signed JWT')
  const api = fakeApi(vault ? { vault } : {}, {
    savedTokens: () => ok({ tokens, damaged: [] }),
    saveToken: () => ok(mine),
  })
  await openPasted(api)
  expect(token().getByRole('button', { name: 'Save' }).title).toMatch(/^Saves it/)
  tokens = [mine]
  await fireEvent.click(token().getByRole('button', { name: 'Save' }))
  api.emit('savedTokensChanged', null)
  const mark = await token().findByText(/^Saved( in memory only)?$/, { selector: '.state' })
  expect(mark.parentElement?.textContent).toBe(words)
  const button = token().getByRole('button', { name: 'Saved' })
  expect(button.getAttribute('aria-disabled')).toBe('true')

  const name = token().getByRole('textbox', { name: 'Name' })
  await fireEvent.change(name, { target: { value: 'better' } })
  expect(token().getByText(/^Saved as/).textContent).toBe('Saved as Signed JWT')
  await fireEvent.click(token().getByRole('button', { name: 'Save name' }))
  expect(api.calls.findLast(({ name }) => name === 'renameSavedToken')?.input).toEqual({
    id: mine.id,
    name: 'better',
  })
})

it('says that a token which could not be saved is still there, until it is', async () => {
  let answer: Result<SavedToken> = failed(full)
  await openPasted(fakeApi({}, { saveToken: () => answer }))
  await fireEvent.click(token().getByRole('button', { name: 'Save' }))
  const problem = await token().findByRole('region', {
    name: /^Not saved. The token is still in memory/,
  })
  expect(problem.textContent).toContain('The disk is full.')
  expect(token().getByTestId('encoded-token').textContent).toBe(text)
  answer = ok(sampleSavedToken('Signed JWT'))
  await fireEvent.click(token().getByRole('button', { name: 'Save' }))
  expect(token().queryByText(/The disk is full/)).toBeNull()
})

it('says so elsewhere where another token is shown by then', async () => {
  const { promise, resolve } = Promise.withResolvers<Result<never>>()
  const { session } = await openPasted(fakeApi({}, { saveToken: () => promise }))
  await fireEvent.click(token().getByRole('button', { name: 'Save' }))
  await session.scratchpad.paste(signedText(sampleHeader, '{}'))
  resolve(failed(full))
  expect(await screen.findByText(/a\.json could not be saved/)).toBeTruthy()
})

it('keeps the name that was given, and the token that was pasted again, while it was being saved', async () => {
  const mine = sampleSavedToken('Signed JWT')
  const { promise, resolve } = Promise.withResolvers<Result<SavedToken>>()
  const api = fakeApi(
    {},
    {
      ...listing(mine),
      saveToken: () => promise,
    },
  )
  const { session } = await openPasted(api)
  await fireEvent.click(token().getByRole('button', { name: 'Save' }))
  const name = token().getByRole('textbox', { name: 'Name' })
  await fireEvent.change(name, { target: { value: 'better' } })
  await session.scratchpad.paste(text)
  resolve(ok(mine))
  expect((await token().findByText(/^Saved as/)).textContent).toBe('Saved as Signed JWT')
  expect(token().getByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'better')
})

it('says that the shown one is in memory only where it did not reach the disk', async () => {
  const unsaved = { ...full, title: 'This saved token is in memory only' }
  const mine = sampleSavedToken('Signed JWT', { unsaved })
  await openPasted(fakeApi({}, { ...listing(mine), saveToken: () => ok(mine) }))
  await fireEvent.click(token().getByRole('button', { name: 'Save' }))
  const mark = await token().findByText('In memory only', { selector: '.state' })
  expect(mark.parentElement?.textContent).toBe('In memory only since it could not be written')
  expect(token().getByRole('button', { name: 'Save again' })).toBeTruthy()
})

it('offers to save again what left the memory but did not reach the disk', async () => {
  const unsaved = { ...full, title: 'This saved token is in memory only' }
  const mine = sampleSavedToken('mine', { unsaved })
  const { api } = await openPaste(fakeApi({}, listing(mine)))
  expect(await saved().findByText(/This saved token is in memory only\./)).toBeTruthy()
  await fireEvent.click(saved().getByRole('button', { name: 'Save again mine' }))
  expect(api.calls.at(-1)).toEqual({
    name: 'renameSavedToken',
    input: { id: mine.id, name: 'mine' },
  })
})
