import { render } from 'svelte/server'
import type { Api } from '../../shared/ipc.ts'
import type { DrawOpening } from '../../shared/opening.ts'
import { Session } from '../state/session.ts'
import Opening from './Opening.svelte'

/** Nobody can click it: what asks for anything anyway is a mistake. */
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
