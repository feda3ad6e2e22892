// Electron's contextBridge, between the page's own world and the preload's isolated world of the
// same document. The two worlds share only the DOM, so messages are CustomEvents on the document;
// Chromium clones the detail of an event when the other world reads it. The functions here are sent
// to the page as source text (inject.ts): they may use each other and a page's globals, nothing else.

/**
 * `again` refers to the object or array that was copied at that index before, so that shared and
 * cyclic references survive.
 */
export type Copy =
  | { kind: 'again'; index: number }
  | { kind: 'value'; value: unknown }
  | { kind: 'array'; items: Copy[] }
  | { kind: 'object'; entries: [string, Copy][] }
  | { kind: 'error'; message: string }
  | { kind: 'function' | 'promise'; id: number }

type BridgeMessage =
  | { type: 'expose'; name: string; api: Copy }
  | { type: 'call'; id: number; args: Copy[] }
  | { type: 'return' | 'throw'; value: Copy }
  | { type: 'settle'; id: number; fulfilled: boolean; value: Copy }

export interface World {
  post: (message: BridgeMessage) => void
  copy: (value: unknown) => Copy
  paste: (copy: Copy) => unknown
  /** The reply of the other world to the call that was just posted. */
  takeAnswer: () => BridgeMessage | undefined
}

type Listener = (event: CustomEvent<BridgeMessage>) => void
declare const document: {
  addEventListener(type: string, listener: Listener): void
  dispatchEvent(event: Event): void
}

/**
 * Opens one end of the bridge. `expose` is called when the other world exposes an API.
 */
export function openWorld(
  channel: string,
  here: 'page' | 'preload',
  expose: (name: string, api: unknown) => void,
): World {
  const functions = new Map<number, (...args: unknown[]) => unknown>()
  const promises = new Map<number, { fulfil(value: unknown): void; reject(value: unknown): void }>()
  const there = here === 'page' ? 'preload' : 'page'
  let lastId = 0
  let answer: BridgeMessage | undefined

  const world: World = {
    post: (message) =>
      document.dispatchEvent(new CustomEvent(`${channel}-${there}`, { detail: message })),
    copy: (value) => copyValue(value, 0, [], register),
    paste: (copy) => pasteValue(copy, [], callThere, promiseFrom),
    takeAnswer() {
      const taken = answer
      answer = undefined
      return taken
    },
  }

  function register(value: unknown): number {
    const id = ++lastId
    if (typeof value === 'function') functions.set(id, value as (...args: unknown[]) => unknown)
    else void settleThere(id, value)
    return id
  }
  async function settleThere(id: number, promise: unknown): Promise<void> {
    try {
      const value = world.copy(await promise)
      world.post({ type: 'settle', id, fulfilled: true, value })
    } catch (error) {
      world.post({ type: 'settle', id, fulfilled: false, value: world.copy(error) })
    }
  }
  function promiseFrom(id: number): Promise<unknown> {
    return new Promise((fulfil, reject) => {
      promises.set(id, { fulfil, reject })
    })
  }
  function callThere(id: number, args: unknown[]): unknown {
    world.post({ type: 'call', id, args: args.map(world.copy) })
    return readAnswer(world)
  }
  function callHere(id: number, args: Copy[]): void {
    try {
      const value = world.copy(functions.get(id)?.(...args.map(world.paste)))
      world.post({ type: 'return', value })
    } catch (error) {
      world.post({ type: 'throw', value: world.copy(error) })
    }
  }

  document.addEventListener(`${channel}-${here}`, ({ detail }) => {
    if (detail.type === 'call') callHere(detail.id, detail.args)
    else if (detail.type === 'settle') {
      const { id, fulfilled, value } = detail
      const promise = promises.get(id)
      promises.delete(id)
      if (fulfilled) promise?.fulfil(world.paste(value))
      else promise?.reject(world.paste(value))
    } else if (detail.type === 'expose') {
      try {
        expose(detail.name, world.paste(detail.api))
        world.post({ type: 'return', value: { kind: 'value', value: undefined } })
      } catch (error) {
        world.post({ type: 'throw', value: world.copy(error) })
      }
    } else answer = detail
  })
  return world
}

/**
 * The reply of the other world to the message just posted. Dispatching is synchronous, so it has
 * already arrived.
 */
export function readAnswer(world: World): unknown {
  const answer = world.takeAnswer()
  if (answer?.type === 'throw') throw world.paste(answer.value)
  if (answer?.type === 'return') return world.paste(answer.value)
  throw new Error('The other world of this page did not answer')
}

/**
 * Copies as Electron's contextBridge does: prototypes are lost, functions become proxies.
 */
export function copyValue(
  value: unknown,
  depth: number,
  seen: unknown[],
  register: (value: unknown) => number,
): Copy {
  if (depth > 1000) {
    throw new TypeError('Electron contextBridge recursion depth exceeded.')
  }
  if (typeof value === 'function') return { kind: 'function', id: register(value) }
  if (value instanceof Promise) return { kind: 'promise', id: register(value) }
  if (value instanceof Error) return { kind: 'error', message: value.message }
  const isPlain = Object.prototype.toString.call(value) === '[object Object]'
  if (!isPlain && !Array.isArray(value)) {
    try {
      return { kind: 'value', value: structuredClone(value) }
    } catch {
      throw new TypeError('An object could not be cloned.')
    }
  }
  const index = seen.indexOf(value)
  if (index >= 0) return { kind: 'again', index }
  seen.push(value)
  const copyMember = (member: unknown) => copyValue(member, depth + 1, seen, register)
  if (Array.isArray(value)) return { kind: 'array', items: value.map(copyMember) }
  const entries = Object.entries(value as object)
    .filter(([, member]) => typeof member !== 'symbol')
    .map(([key, member]): [string, Copy] => [key, copyMember(member)])
  return { kind: 'object', entries }
}

/** Reverses `copyValue`. */
export function pasteValue(
  copy: Copy,
  seen: unknown[],
  call: (id: number, args: unknown[]) => unknown,
  promiseFrom: (id: number) => Promise<unknown>,
): unknown {
  const pasteMember = (member: Copy) => pasteValue(member, seen, call, promiseFrom)
  switch (copy.kind) {
    case 'again':
      return seen[copy.index]
    case 'value':
      return copy.value
    case 'array': {
      const array: unknown[] = []
      seen.push(array)
      for (const item of copy.items) array.push(pasteMember(item))
      return array
    }
    case 'object': {
      const object: Record<string, unknown> = {}
      seen.push(object)
      for (const [key, member] of copy.entries) object[key] = pasteMember(member)
      return object
    }
    case 'error':
      return new Error(copy.message)
    case 'function':
      return (...args: unknown[]) => call(copy.id, args)
    case 'promise':
      return promiseFrom(copy.id)
  }
}
