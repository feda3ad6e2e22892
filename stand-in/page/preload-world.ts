import { pack, unpack } from '../wire.ts'
import { openWorld, readAnswer } from './bridge.ts'
import { type ContextMenuReport, type PointerPlace, reportContextMenu } from './context-menu.ts'

/**
 * From the page to main, as JSON over the binding. `args` is serialized by `pack` (wire.ts).
 */
export type ToMain = { url: string } & (
  | { type: 'invoke'; id: number; channel: string; args: string }
  | { type: 'send'; channel: string; args: string }
  | { type: 'preload-error'; message: string; stack: string }
  | { type: 'window'; title: string; focused: boolean; dark: boolean }
  | { type: 'context-menu'; place: ContextMenuReport }
)

type Said<Message> = Message extends unknown ? Omit<Message, 'url'> : never

/** From main to the page. `args` and `value` are serialized by `pack` (wire.ts). */
export type FromMain =
  | { type: 'reply'; id: number; error?: string; value?: string }
  | { type: 'message'; channel: string; args: string }

export interface PreloadWorldOptions {
  channel: string
  /** Name of the function that sends to main; it exists in this world only. */
  binding: string
  /** Name of the function that main calls in this world. */
  receiver: string
  process: Record<string, unknown>
}

type Listener = (event: unknown, ...args: unknown[]) => void
declare const document: {
  title: string
  hasFocus(): boolean
  addEventListener(type: string, listener: () => void): void
}
interface ContextMenuEvent extends PointerPlace {
  defaultPrevented: boolean
  preventDefault(): void
}
declare const window: {
  location: { href: string }
  addEventListener(type: 'contextmenu', listener: (event: ContextMenuEvent) => void): void
  addEventListener(type: string, listener: () => void): void
  matchMedia(query: string): {
    matches: boolean
    addEventListener(type: string, listener: () => void): void
  }
}

/**
 * Runs in the preload's isolated world. Builds the modules that a sandboxed preload may `require`,
 * and reports title, focus and colour scheme to main.
 *
 * @returns the preload's `require`
 */
export function startPreloadWorld(options: PreloadWorldOptions): (id: string) => unknown {
  const world = openWorld(options.channel, 'preload', () => {
    throw new Error('The page exposes nothing to the preload')
  })
  const bindings = globalThis as unknown as Record<string, unknown>
  const toMain = bindings[options.binding] as (payload: string) => void
  const post = (message: Said<ToMain>) => {
    toMain(JSON.stringify({ ...message, url: window.location.href }))
  }
  const replies = new Map<number, (reply: FromMain & { type: 'reply' }) => void>()
  const listeners = new Map<string, Listener[]>()
  let lastId = 0

  const ipcRenderer = {
    invoke: async (channel: string, ...args: unknown[]) => {
      const id = ++lastId
      post({ type: 'invoke', id, channel, args: pack(args) })
      const reply = await new Promise<FromMain & { type: 'reply' }>((resolve) => {
        replies.set(id, resolve)
      })
      if (reply.error !== undefined) {
        throw new Error(`Error invoking remote method '${channel}': ${reply.error}`)
      }
      return unpack(reply.value ?? '')
    },
    send: (channel: string, ...args: unknown[]) => {
      post({ type: 'send', channel, args: pack(args) })
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    removeListener(channel: string, listener: Listener) {
      const rest = (listeners.get(channel) ?? []).filter((other) => other !== listener)
      listeners.set(channel, rest)
      return ipcRenderer
    },
    off: (channel: string, listener: Listener) => ipcRenderer.removeListener(channel, listener),
    once(channel: string, listener: Listener) {
      const once: Listener = (event, ...args) => {
        ipcRenderer.removeListener(channel, once)
        listener(event, ...args)
      }
      return ipcRenderer.on(channel, once)
    },
    removeAllListeners(channel: string) {
      listeners.delete(channel)
      return ipcRenderer
    },
  }
  const contextBridge = {
    exposeInMainWorld(name: string, api: unknown) {
      world.post({ type: 'expose', name, api: world.copy(api) })
      readAnswer(world)
    },
  }

  bindings[options.receiver] = (message: FromMain) => {
    if (message.type === 'reply') {
      replies.get(message.id)?.(message)
      replies.delete(message.id)
      return
    }
    const args = unpack(message.args) as unknown[]
    for (const listener of listeners.get(message.channel) ?? []) {
      listener({ sender: ipcRenderer, ports: [] }, ...args)
    }
  }

  const darkness = window.matchMedia('(prefers-color-scheme: dark)')
  const report = () => {
    const { title } = document
    post({ type: 'window', title, focused: document.hasFocus(), dark: darkness.matches })
  }
  for (const event of ['load', 'focus', 'blur', 'resize']) window.addEventListener(event, report)
  window.addEventListener('contextmenu', (event) => {
    if (event.defaultPrevented) return
    event.preventDefault() // Electron has no menu but the app's
    post({ type: 'context-menu', place: reportContextMenu(event) })
  })
  // A window is moved by its frame, so the pointer has left the page and now returns.
  document.addEventListener('mouseenter', report)
  darkness.addEventListener('change', report)
  report()

  return requireFrom({ ipcRenderer, contextBridge })
}

/** A preload may require Electron's renderer modules only. */
export function requireFrom(electron: object): (id: string) => unknown {
  const guarded = new Proxy(electron, {
    get(target, property) {
      if (property in target || typeof property === 'symbol' || property === '__esModule') {
        const member: unknown = Reflect.get(target, property)
        return member
      }
      throw new Error(`The stand-in has no module "${property}" for a preload script.`)
    },
  })
  return (id) => {
    if (id === 'electron' || id === 'electron/renderer') return guarded
    throw new Error(`module not found: ${id}`)
  }
}
