import { expect, it } from 'vitest'
import { fakeApi } from '../fake-api.fixture.ts'
import { paletteCommands } from './palette-commands.ts'
import { Session } from './session.ts'

it('is found by the words that people use', async () => {
  const session = new Session(fakeApi())
  await session.workspace.load()
  const foundBy = (word: string) =>
    paletteCommands(session).flatMap(({ label, also = '' }) => (also.includes(word) ? [label] : []))
  expect(foundBy('theme')).toEqual(['Settings'])
  expect(foundBy('verify')).toEqual(['Paste a token'])
  expect(foundBy('next to expire')).toEqual(['Order providers: Expiry'])
})
