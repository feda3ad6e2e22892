import { render, screen, within } from '@testing-library/svelte'
import { onTestFinished } from 'vitest'
import type { FakeApi } from '../fake-api.fixture.ts'
import { Session } from '../state/session.ts'
import App from './App.svelte'

/** Renders the whole window with a fake API and waits for the list. */
export async function openWindow(api: FakeApi) {
  const session = new Session(api)
  onTestFinished(session.start())
  render(App, { session })
  await screen.findByRole('navigation', { name: 'Providers' })
  return { session, screen, within }
}

/** jsdom has neither layout nor modal dialogs: nothing scrolls, and dialogs just open. */
Object.assign(Element.prototype, { scrollIntoView: () => undefined })
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true
  },
})
