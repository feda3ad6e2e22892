import { render } from 'svelte/server'
import type { Api } from '../../shared/ipc.ts'
import type { DrawOpening } from '../../shared/opening.ts'
import { Session } from '../state/session.ts'
import Opening from './Opening.svelte'

/** An API without calls: the opening list is inert [Note: opening list]. */
const nobody = new Proxy({} as Api, {
  get(_, name) {
    throw new Error(`The opening asks for ${String(name)}`)
  },
})

export const drawOpening: DrawOpening = (snapshot) => {
  const session = new Session(nobody)
  session.workspace.show(snapshot)
  return render(Opening, { props: { session } }).body
}
