import './style/tokens.css'
import './style/base.css'
import './style/controls.css'
import { mount } from 'svelte'
import { Session } from './state/session.ts'
import App from './view/App.svelte'
import { views } from './view/lazy-views.ts'

const session = new Session(window.api)
session.start()

/** A hidden window paints no frames: then this is long enough. */
const patienceMs = 100

// What main has drawn is painted before anything else is built: [Note: opening list].
const painted = new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve))
  setTimeout(resolve, patienceMs)
})
void painted.then(() => {
  // Asked for at once, though the list does not wait for it.
  void views.provider.load()
  mount(App, { target: document.body, props: { session } })
})
