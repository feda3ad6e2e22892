import type { RunningApp } from '../../stand-in/launch/running-app.ts'

export interface RequestWatch {
  /** Requests of the page, including those that its policy blocked, except for its own files. */
  byPage: () => Promise<readonly string[]>
  /** The number of sockets that main has opened. */
  byMain: () => Promise<number>
}

/** Records from now on everything that the app requests. */
export async function watchRequests({ page, evaluate }: RunningApp): Promise<RequestWatch> {
  const asked: string[] = []
  const own = await page.evaluate(() => new URL('/', location.href).href)
  page.on('request', (request) => {
    if (!request.url().startsWith(own)) asked.push(request.url())
  })
  await page.evaluate(() => {
    const refused: string[] = []
    Object.assign(window, { refused })
    document.addEventListener('securitypolicyviolation', (event) => {
      refused.push(`${event.effectiveDirective} ${event.blockedURI}`)
    })
  })
  await evaluate(() => {
    const { Socket } = process.getBuiltinModule('node:net')
    const prototype = Socket.prototype as { connect: (...args: unknown[]) => unknown }
    const { connect } = prototype
    const opened = { sockets: 0 }
    Object.assign(globalThis, { opened })
    // Every network access opens a socket.
    prototype.connect = function (this: unknown, ...args) {
      opened.sockets += 1
      return Reflect.apply(connect, this, args)
    }
  })
  return {
    byPage: async () => [
      ...asked,
      ...(await page.evaluate(() => Reflect.get(window, 'refused') as string[])),
    ],
    byMain: () =>
      evaluate(() => (Reflect.get(globalThis, 'opened') as { sockets: number }).sockets),
  }
}
