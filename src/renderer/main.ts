import './style/tokens.css'
import './style/base.css'
import './style/controls.css'
import { mount } from 'svelte'
import { Session } from './state/session.ts'
import App from './view/App.svelte'
import { views } from './view/lazy-views.ts'

const session = new Session(window.api)
session.start()

/** A hidden window paints no frames: the app is mounted after this time. */
const patienceMs = 100

// The opening list is painted before the app is mounted [Note: opening list].
const painted = new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve))
  setTimeout(resolve, patienceMs)
})
void painted.then(() => {
  // Loaded in parallel: the list does not wait for it.
  void views['first-start'].load()
  void views.provider.load()
  mount(App, { target: document.body, props: { session } })
})
