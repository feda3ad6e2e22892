import './style/tokens.css'
import './style/base.css'
import './style/controls.css'
import { mount } from 'svelte'
import { Session } from './state/session.ts'
import App from './view/App.svelte'

mount(App, { target: document.body, props: { session: new Session(window.api) } })
