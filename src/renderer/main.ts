import './style/tokens.css'
import './style/base.css'
import './style/controls.css'
import { mount } from 'svelte'
import { Session } from './state/session.ts'
import App from './view/App.svelte'
import { later } from './view/later.svelte.ts'
import { painted } from './view/painted.ts'

// Asked for at once, though the list does not wait for it.
void later.provider.load()
// What main has drawn into the page is on screen before anything else is put together.
void painted().then(() => {
  mount(App, { target: document.body, props: { session: new Session(window.api) } })
})
