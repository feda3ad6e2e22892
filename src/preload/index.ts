import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import { callNames, type EventName, eventNames, type Events } from '../shared/ipc.ts'

/**
 * Exposes `window.api` and nothing else: one function per call of the contract, and `on` for its
 * events. The renderer gets no access to `ipcRenderer` or to other channels.
 */

const calls = Object.fromEntries(
  callNames.map((name) => [name, (input: unknown) => ipcRenderer.invoke(name, input)]),
)

function on<Name extends EventName>(
  name: Name,
  listener: (event: Events[Name]) => void,
): () => void {
  if (!eventNames.includes(name)) throw new TypeError(`Unknown event ${name}`)
  const forward = (_: IpcRendererEvent, event: Events[Name]) => listener(event)
  ipcRenderer.on(name, forward)
  return () => {
    ipcRenderer.removeListener(name, forward)
  }
}

contextBridge.exposeInMainWorld('api', { ...calls, on })
