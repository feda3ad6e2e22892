import { expect, it } from 'vitest'
import { Navigation } from './navigation.svelte.ts'

it('goes where it is sent', () => {
  const navigation = new Navigation()
  navigation.go({ view: 'settings' })
  expect(navigation.place).toEqual({ view: 'settings' })
  navigation.select('a')
  expect(navigation.place).toEqual({ view: 'provider' })
  expect(navigation.chosenId).toBe('a')
})

it('asks before a form with changes in it is left', () => {
  const navigation = new Navigation()
  navigation.go({ view: 'add' })
  navigation.unsaved = true
  navigation.select('a')
  expect(navigation.place).toEqual({ view: 'add' })
  expect(navigation.chosenId).toBeNull()
  navigation.stay()
  expect(navigation.pending).toBeNull()
  navigation.select('b')
  navigation.discard()
  expect(navigation.chosenId).toBe('b')
  expect(navigation.unsaved).toBe(false)
})
