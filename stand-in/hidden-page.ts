import type { CDPSession } from 'playwright'

/** Answer to a command of the DevTools protocol, as far as it is read here. */
interface Answer {
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
 * Opens an empty page without a window, at `origin`: a secure context that believes to have the
 * focus. Playwright does not show such pages, so this speaks to it through the browser's own
 * session.
 */
export async function openHiddenPage(cdp: CDPSession, origin: string): Promise<HiddenPage> {
  const { targetId } = await cdp.send('Target.createTarget', { url: 'about:blank', hidden: true })
  const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: false })
  const waiting = new Map<number, (answer: Answer) => void>()
  let lastId = 0

  async function send(method: string, params: object): Promise<Answer> {
    const id = ++lastId
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve))
    const message = JSON.stringify({ id, method, params })
    await cdp.send('Target.sendMessageToTarget', { sessionId, message })
    const answer = await answered
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`)
    return answer
  }

  cdp.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return
    const answer = JSON.parse(event.message) as Answer
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer)
    else if (answer.method === 'Fetch.requestPaused') {
      const headers = [{ name: 'content-type', value: 'text/html' }]
      const requestId = answer.params?.requestId
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
