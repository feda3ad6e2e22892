import type { CDPSession } from 'playwright'

/** A message of the DevTools protocol, reduced to the members that are read here. */
interface Message {
  id?: number
  method?: string
  params?: { requestId?: string }
  error?: { message: string }
  result?: {
    result?: { value?: unknown }
    exceptionDetails?: { exception?: { description?: string } }
  }
}

export interface HiddenPage {
  evaluate: (expression: string) => Promise<unknown>
}

/**
 * Opens an empty page without a window at `origin`, a secure context with emulated focus. Playwright
 * does not expose hidden pages, so this one is driven through the session of the browser.
 */
export async function openHiddenPage(cdp: CDPSession, origin: string): Promise<HiddenPage> {
  const { targetId } = await cdp.send('Target.createTarget', { url: 'about:blank', hidden: true })
  const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: false })
  const waiting = new Map<number, (reply: Message) => void>()
  let lastId = 0

  async function send(method: string, params: object): Promise<Message> {
    const id = ++lastId
    const replied = new Promise<Message>((resolve) => waiting.set(id, resolve))
    const message = JSON.stringify({ id, method, params })
    await cdp.send('Target.sendMessageToTarget', { sessionId, message })
    const reply = await replied
    if (reply.error) throw new Error(`${method}: ${reply.error.message}`)
    return reply
  }

  cdp.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return
    const received = JSON.parse(event.message) as Message
    if (received.id !== undefined) waiting.get(received.id)?.(received)
    else if (received.method === 'Fetch.requestPaused') {
      const headers = [{ name: 'content-type', value: 'text/html' }]
      const requestId = received.params?.requestId
      void send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders: headers })
    }
  })

  await send('Fetch.enable', { patterns: [{ urlPattern: `${origin}/*` }] })
  await send('Emulation.setFocusEmulationEnabled', { enabled: true })
  await send('Page.navigate', { url: `${origin}/` })

  return {
    async evaluate(expression) {
      const options = { awaitPromise: true, userGesture: true, returnByValue: true }
      const { result } = await send('Runtime.evaluate', { expression, ...options })
      const thrown = result?.exceptionDetails?.exception?.description
      if (thrown !== undefined) throw new Error(thrown)
      return result?.result?.value
    },
  }
}
