import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../inspector/index.ts'
import { sampleClaims, sampleHeader, signedText } from '../inspections.fixture.ts'
import { Scratchpad } from './scratchpad.svelte.ts'

const token = signedText(sampleHeader, sampleClaims())
const other = signedText(sampleHeader, '{"sub":"other"}')
const names = ({ tokens }: Scratchpad) => tokens.map(({ name }) => name)

it('finds every token in what is pasted, and shows the first', async () => {
  const pad = new Scratchpad()
  const answer = JSON.stringify({ access_token: token, refresh_token: other, expires_in: 60 })
  expect(await pad.paste(answer)).toBe(2)
  expect(names(pad)).toEqual(['access_token', 'refresh_token'])
  expect(pad.selected?.token.text).toBe(token)
  expect(pad.selected?.inspection.claims).not.toBeNull()
})

it('holds the same token once, under the name that it was given', async () => {
  const pad = new Scratchpad()
  await pad.paste(token)
  pad.rename(pad.selectedId ?? 0, 'mine')
  await pad.paste(`Bearer ${token}`)
  expect(names(pad)).toEqual(['mine'])
})

it('gives tokens names that can be told apart, and takes better ones', async () => {
  const pad = new Scratchpad()
  await pad.paste(token)
  await pad.paste(other)
  expect(new Set(names(pad)).size).toBe(2)
  pad.rename(pad.selectedId ?? 0, 'mine')
  expect(pad.selected?.name).toBe('mine')
})

it('holds what is saved under its name, also when it is pasted again', async () => {
  const pad = new Scratchpad()
  const content = { name: 'mine', text: token, foundIn: 'url-query', slot: 'access' } as const
  await pad.open(content, 'an id')
  expect(pad.selected).toMatchObject({
    name: 'mine',
    savedId: 'an id',
    token: { text: token, foundIn: 'url-query', slot: 'access' },
  })
  await pad.paste(JSON.stringify({ access_token: token, refresh_token: other }))
  expect(pad.tokens.map(({ name, savedId }) => [name, savedId])).toEqual([
    ['mine', 'an id'],
    ['refresh_token', null],
  ])
})

it('brings nothing back that was under way when it was cleared', async () => {
  const pad = new Scratchpad()
  const content = { name: 'mine', text: token, foundIn: 'bare', slot: null } as const
  const late = [pad.paste(token), pad.open(content, 'an id')]
  pad.clear()
  await Promise.all(late)
  expect(pad.tokens).toEqual([])
})

it('gives no name that is too long to be saved', async () => {
  const pad = new Scratchpad()
  await pad.paste(`{"${'long_'.repeat(100)}": "${token}", " ": "${other}"}`)
  expect(names(pad).map(({ length }) => length)).toEqual([190, 'Signed JWT'.length])
})

describe('an ID token', () => {
  const stranger = signedText(sampleHeader, '{"sub":"another"}')
  const idToken = async (accessToken: string) => {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(accessToken))
    const half = new Uint8Array(digest).slice(0, 16)
    return signedText(sampleHeader, JSON.stringify({ at_hash: encodeBase64url(half) }))
  }
  const answer = async (accessToken: string) =>
    JSON.stringify({ id_token: await idToken(token), access_token: accessToken })
  const mismatches = ({ tokens }: Scratchpad) =>
    tokens
      .filter(({ inspection }) => inspection.findings.some(({ id }) => id === 'at-hash-mismatch'))
      .map(({ name }) => name)

  it('is held against the access token that was pasted with it', async () => {
    const pad = new Scratchpad()
    await pad.paste(await answer(stranger))
    expect(mismatches(pad)).toEqual(['id_token'])
    await pad.judgeAgain(pad.selectedId ?? 0)
    expect(mismatches(pad)).toEqual(['id_token'])
    await pad.paste(await answer(token))
    expect(names(pad)).toEqual(['access_token', 'id_token', 'access_token 2'])
    expect(mismatches(pad)).toEqual([])
  })

  it('is held against none where it is alone, or several could be the one', async () => {
    const pad = new Scratchpad()
    await pad.paste(JSON.stringify({ id_token: await idToken(token) }))
    await pad.paste(`[${await answer(other)}, ${await answer(stranger)}]`)
    expect(pad.tokens).toHaveLength(3)
    expect(mismatches(pad)).toEqual([])
  })

  it('is shown before it is held against anything', async () => {
    const pad = new Scratchpad()
    await pad.paste('') // loads the inspector: from here on, only hashing waits for anything
    const pasting = pad.paste(await answer(stranger))
    for (let turn = 0; turn < 20 && pad.tokens.length === 0; turn++) await Promise.resolve()
    expect(pad.tokens).toHaveLength(2)
    expect(mismatches(pad)).toEqual([])
    await pasting
    expect(mismatches(pad)).toEqual(['id_token'])
  })
})

it('keeps what is there where nothing is found', async () => {
  const pad = new Scratchpad()
  await pad.paste(token)
  expect(await pad.paste('   ')).toBe(0)
  expect(pad.selected?.token.text).toBe(token)
})

it('turns to a neighbour when a token is removed', async () => {
  const pad = new Scratchpad()
  await pad.paste(JSON.stringify({ access_token: token, refresh_token: other }))
  pad.remove(pad.selectedId ?? 0)
  expect(pad.selected?.token.text).toBe(other)
  pad.clear()
  expect(pad.selected).toBeUndefined()
})
