import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Script } from 'node:vm'
import type { CDPSession } from 'playwright'
import { pageWorldScript, preloadWorldScript } from './page/inject.ts'
import type { FromMain, ToMain } from './page/preload-world.ts'

export interface PageLinkEvents {
  /** A new document of the main frame has its preload world, and can be sent to. */
  onDocument: (contextId: number) => void
  onDocumentGone: (contextId: number) => void
  onMessage: (contextId: number, message: ToMain) => void
}

export interface PageLink {
  /** Sends to one document. A message for a document that is already gone is dropped. */
  send: (contextId: number, message: FromMain) => Promise<void>
}

interface PreloadScript {
  path: string
  source: string
}

/**
 * Reads a preload script under the rules of a sandboxed Electron window: CommonJS only. One that cannot
 * be read, or compiled, becomes a script that throws the reason, as Electron tells it in the page.
 */
export function readPreload(path: string): PreloadScript {
  try {
    const source = readFileSync(path, 'utf8')
    new Script(`(function (require, module, exports, process) {${source}\n})`, { filename: path })
    return { path, source }
  } catch (error) {
    const reason = JSON.stringify(error instanceof Error ? error.message : String(error))
    return { path, source: `throw new Error(${reason})` }
  }
}

/** Injects the bridge and the preload into every document that the page will show. */
export async function linkPage(
  cdp: CDPSession,
  preload: PreloadScript | undefined,
  events: PageLinkEvents,
): Promise<PageLink> {
  const worldName = `electron-${randomUUID()}`
  const binding = 'toMain'
  const receiver = 'fromMain'
  const channel = randomUUID()
  const documents = new Set<number>()

  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name !== worldName) return
    documents.add(context.id)
    events.onDocument(context.id)
  })
  cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    if (documents.delete(executionContextId)) events.onDocumentGone(executionContextId)
  })
  cdp.on('Runtime.executionContextsCleared', () => {
    for (const id of documents) events.onDocumentGone(id)
    documents.clear()
  })
  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== binding || !documents.has(executionContextId)) return
    events.onMessage(executionContextId, JSON.parse(payload) as ToMain)
  })

  const options = { channel, binding, receiver, process: preloadProcess() }
  await Promise.all([
    cdp.send('Page.enable'),
    cdp.send('Runtime.enable'),
    cdp.send('Runtime.addBinding', { name: binding, executionContextName: worldName }),
    cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorldScript(channel) }),
    cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: preloadWorldScript(options, preload),
      worldName,
    }),
  ])

  return {
    async send(contextId, message) {
      if (!documents.has(contextId)) return
      const expression = `${receiver}(${JSON.stringify(message)})`
      try {
        await cdp.send('Runtime.evaluate', { contextId, expression })
      } catch (error) {
        if (documents.has(contextId)) throw error
      }
    },
  }
}

function preloadProcess(): Record<string, unknown> {
  const { platform, arch, versions } = process
  return { platform, arch, versions, type: 'renderer', sandboxed: true, contextIsolated: true }
}
