import { render } from '@testing-library/svelte'
import { beforeEach, expect, it } from 'vitest'
import KeepFocus from './KeepFocus.svelte'

beforeEach(() => {
  document.body.innerHTML =
    '<main><h1 tabindex="-1">Heading</h1><button>Go</button><p>Text</p></main>'
  render(KeepFocus)
})

const element = (selector: string) => {
  const found = document.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`Found no ${selector}`)
  return found
}

/** Mutation observers are called in a microtask. */
const told = () => new Promise<void>((resolve) => setTimeout(resolve))

it('gives the focus to the heading when what had it goes', async () => {
  element('button').focus()
  element('button').remove()
  await told()
  expect(document.activeElement).toBe(element('h1'))
})

it('gives the focus to the dialog while one is open', async () => {
  element('main').insertAdjacentHTML(
    'afterend',
    '<dialog open><button id="choose">Choose</button><input /></dialog>',
  )
  element('#choose').focus()
  element('#choose').remove()
  await told()
  expect(document.activeElement).toBe(element('dialog input'))
})

it('leaves the focus where it is when something else goes', async () => {
  element('button').focus()
  element('p').remove()
  await told()
  expect(document.activeElement).toBe(element('button'))
})

it('takes no focus that a person has put nowhere', async () => {
  element('button').focus()
  element('button').blur()
  element('p').remove()
  await told()
  expect(document.activeElement).toBe(document.body)
})
