import './style/tokens.css'
import './style/base.css'
import './style/controls.css'
import { mount } from 'svelte'
import { Session } from './state/session.ts'
import App from './view/App.svelte'
import { later } from './view/later.svelte.ts'
import { painted } from './view/painted.ts'

const session = new Session(window.api)
// For as long as the page lives. The snapshot is on its way while the first frame is.
session.start()
// What main has drawn into the page is on screen before anything else is put together.
void painted().then(() => {
  // Asked for at once, though the list does not wait for it.
  void later.provider.load()
  mount(App, { target: document.body, props: { session } })
})
