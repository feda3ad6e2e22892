import type * as Electron from 'electron'
import { toApp } from './scheme.ts'
import { strictly } from './strict.ts'
import { pack } from './wire.ts'

/**
 * The main frame of one document. As with Electron's `WebFrameMain`, the next document has another
 * frame.
 */
export class WebFrame implements Pick<
  Electron.WebFrameMain,
  | 'detached'
  | 'frameTreeNodeId'
  | 'isDestroyed'
  | 'name'
  | 'origin'
  | 'processId'
  | 'routingId'
  | 'send'
  | 'url'
> {
  readonly processId = 1
  readonly routingId: number
  readonly frameTreeNodeId = 1
  readonly name = ''
  readonly parent = null
  detached = false
  /** As the page reports it, in the `https:` form of scheme.ts. */
  servedUrl = ''
  title = ''
  private readonly post: (channel: string, packedArgs: string) => void

  constructor(routingId: number, post: (channel: string, packedArgs: string) => void) {
    this.routingId = routingId
    this.post = post
  }

  get url(): string {
    return toApp(this.servedUrl)
  }

  get origin(): string {
    const { protocol, host } = new URL(this.url)
    return `${protocol}//${host}`
  }

  get top(): this {
    return this
  }

  isDestroyed(): boolean {
    return this.detached
  }

  send(channel: string, ...args: unknown[]): void {
    let packed
    try {
      packed = pack(args)
    } catch (error) {
      // Electron catches it, too (lib/browser/api/web-frame-main.ts), although it documents an exception.
      console.error('Error sending from webFrameMain: ', error)
      return
    }
    this.post(channel, packed)
  }
}

strictly('WebFrameMain', WebFrame.prototype)
