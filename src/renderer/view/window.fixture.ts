import { render, screen, within } from '@testing-library/svelte'
import { onTestFinished } from 'vitest'
import type { FakeApi } from '../fake-api.fixture.ts'
import { Session } from '../state/session.ts'
import App from './App.svelte'

/** The whole window on a fake API, once its workspace is there. */
export async function openWindow(api: FakeApi) {
  const session = new Session(api)
  onTestFinished(session.start())
  render(App, { session })
  await screen.findByRole('navigation', { name: 'Providers' })
  return { session, screen, within }
}

/** jsdom has no layout and opens no dialogs: nothing scrolls, and a dialog is open when asked to be. */
Object.assign(Element.prototype, { scrollIntoView: () => undefined })
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true
  },
})
