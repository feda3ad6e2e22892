import * as electron from './electron.ts'
import { reportFailure } from './lifecycle.ts'
import { recordedTraffic } from './traffic.ts'

/** From the process of the spec to this one, which it forked. */
export type Request =
  | { type: 'evaluate'; id: number; source: string; argument: unknown }
  | { type: 'traffic'; id: number }
  | { type: 'quit' }
  /** Ends at once without asking the app, and removes the temporary files. */
  | { type: 'exit' }

/** From this process to that of the spec. */
export type Answer =
  /** The app is ready. Its first window can be driven at `endpoint`. */
  | { type: 'ready'; endpoint: string; browserPid: number }
  /** The first window shows a document. */
  | { type: 'loaded' }
  | { type: 'result'; id: number; value: unknown }
  | { type: 'failure'; id: number; message: string; stack: string }

/** Lets the process that forked this one evaluate functions in main, and end it. */
export function obeyParent(): void {
  if (!process.send) return
  process.on('message', (request: Request) => {
    respond(request).catch(reportFailure)
  })
  // The spec has ended without closing the app.
  process.on('disconnect', () => {
    electron.app.exit(0)
  })
}

export function tellParent(answer: Answer): void {
  process.send?.(answer)
}

async function respond(request: Request): Promise<void> {
  if (request.type === 'quit') {
    electron.app.quit()
    return
  }
  if (request.type === 'exit') {
    electron.app.exit(0)
    return
  }
  const { id } = request
  try {
    const value = request.type === 'traffic' ? recordedTraffic() : await evaluate(request)
    tellParent({ type: 'result', id, value })
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
    tellParent({ type: 'failure', id, message, stack })
  }
}

async function evaluate({ source, argument }: Request & { type: 'evaluate' }): Promise<unknown> {
  const run = (0, eval)(`(${source})`) as (modules: unknown, argument: unknown) => unknown
  return await run(electron, argument)
}
