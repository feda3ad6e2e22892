import { expect, it, vi } from 'vitest'
import { failed, ok } from '../../shared/result.ts'
import type { SavedToken, SavedTokens as List } from '../../shared/saved-token.ts'
import { type FakeApi, fakeApi } from '../fake-api.fixture.ts'
import { sampleClaims, sampleHeader, signedText } from '../inspections.fixture.ts'
import { sampleSavedToken } from '../samples.fixture.ts'
import { SavedTokens } from './saved-tokens.svelte.ts'
import { Session } from './session.ts'

const text = signedText(sampleHeader, sampleClaims())
const listOf = (...tokens: SavedToken[]): List => ({ tokens, damaged: [] })
const diskFull = {
  kind: 'storage' as const,
  title: 'a.json could not be saved',
  detail: 'The disk is full.',
  nextStep: 'Free some space, then try again.',
}

async function start(api: FakeApi) {
  const session = new Session(api)
  const saved = new SavedTokens(session)
  saved.start()
  await expect.poll(() => saved.list).not.toBeNull()
  const lastCall = () => api.calls.findLast(({ name }) => name !== 'savedTokens')
  return { session, saved, lastCall }
}

async function pasted(session: Session) {
  await session.scratchpad.paste(text)
  const { selected } = session.scratchpad
  if (!selected) throw new Error('Nothing was pasted')
  return selected
}

it('reads the list anew when main says so, and drops it at once when the secrets are locked', async () => {
  const lists = [listOf(), listOf(sampleSavedToken('mine'))]
  const api = fakeApi({}, { savedTokens: () => ok(lists.shift() ?? listOf()) })
  const { saved } = await start(api)
  api.emit('savedTokensChanged', null)
  await expect.poll(() => saved.list).toMatchObject({ value: { tokens: [{}] } })
  api.emit('vaultChanged', { state: 'locked', protection: 'passphrase', detail: '' })
  expect(saved.list).toBeNull()
  api.emit('snapshotChanged', null)
  await expect.poll(() => saved.list).toEqual(ok(listOf()))
})

it('shows no list that was asked for before the secrets were locked', async () => {
  const late = Promise.withResolvers<ReturnType<typeof ok<List>>>()
  const api = fakeApi({}, { savedTokens: () => late.promise })
  const saved = new SavedTokens(new Session(api))
  saved.start()
  api.emit('vaultChanged', { state: 'locked', protection: 'passphrase', detail: '' })
  late.resolve(ok(listOf(sampleSavedToken('mine'))))
  await late.promise
  await Promise.resolve()
  expect(saved.list).toBeNull()
})

it('saves a pasted token with where it was found, and renames it from then on', async () => {
  const mine = sampleSavedToken('Signed JWT')
  let list = listOf()
  const api = fakeApi({}, { savedTokens: () => ok(list), saveToken: () => ok(mine) })
  const { session, saved, lastCall } = await start(api)
  await session.scratchpad.paste(`Authorization: Bearer ${text}`)
  const first = session.scratchpad.tokens[0]
  if (!first) throw new Error('Nothing was pasted')
  expect(await saved.save(first)).toBeNull()
  expect(lastCall()).toEqual({
    name: 'saveToken',
    input: { name: first.name, text, foundIn: 'header', slot: first.token.slot },
  })
  list = listOf(mine)
  api.emit('savedTokensChanged', null)
  await expect.poll(() => session.scratchpad.selected?.savedId).toBe(mine.id)
  await expect.poll(() => saved.savedAs({ ...first, savedId: mine.id })).toBe(mine)
  session.scratchpad.rename(first.id, 'better')
  expect(await saved.save({ ...first, savedId: mine.id, name: 'better' })).toBeNull()
  expect(lastCall()).toEqual({
    name: 'renameSavedToken',
    input: { id: mine.id, name: 'better' },
  })
})

it('says that a token was saved already, and takes its name', async () => {
  const api = fakeApi({}, { saveToken: () => ok(sampleSavedToken('of last week')) })
  const { session, saved } = await start(api)
  await saved.save(await pasted(session))
  expect(session.scratchpad.selected?.name).toBe('of last week')
  expect(session.notices.list.at(-1)?.text).toBe('Already saved under its current name')
})

it('keeps a pasted token that could not be saved', async () => {
  const { session, saved } = await start(fakeApi({}, { saveToken: () => failed(diskFull) }))
  expect(await saved.save(await pasted(session))).toEqual(diskFull)
  expect(session.scratchpad.selected).toMatchObject({ savedId: null, token: { text } })
})

it('asks main for a text once: what is open already is only shown', async () => {
  const mine = sampleSavedToken('mine')
  const other = sampleSavedToken('other')
  const content = (name: string) => ({ name, foundIn: 'bare' as const, slot: null })
  const opens = vi.fn(({ id }: { id: string }) =>
    ok(id === mine.id ? { ...content('mine'), text } : { ...content('other'), text: 'other' }),
  )
  const api = fakeApi({}, { savedTokens: () => ok(listOf(mine)), openSavedToken: opens })
  const { session, saved } = await start(api)
  await saved.open(mine)
  await saved.open(other)
  await saved.open(mine)
  expect(session.scratchpad.tokens).toHaveLength(2)
  expect(session.scratchpad.selected).toMatchObject({ name: 'mine', token: { text } })
  expect(opens).toHaveBeenCalledTimes(2)
})

it('says why one does not open', async () => {
  const { session, saved } = await start(fakeApi({}, { openSavedToken: () => failed(diskFull) }))
  await saved.open(sampleSavedToken('mine'))
  expect(session.notices.list.at(-1)).toMatchObject({ tone: 'bad', text: diskFull.title })
  expect(session.scratchpad.tokens).toEqual([])
})

it('forgets one, and brings it back on request', async () => {
  const { session, saved, lastCall } = await start(fakeApi())
  await saved.forget('an id', 'Signed JWT')
  expect(lastCall()).toEqual({ name: 'forgetSavedToken', input: { id: 'an id' } })
  expect(session.notices.list.at(-1)?.text).toBe('Signed JWT forgotten')
  session.notices.undo()
  expect(lastCall()).toEqual({ name: 'undoForgetSavedToken', input: { id: 'an id' } })
})
