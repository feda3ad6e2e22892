import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { requireReady, warn } from './lifecycle.ts'
import { leadsNowhere } from './page-network.ts'
import type {
  PermissionCheckHandler,
  PermissionHandlers,
  PermissionRequestHandler,
} from './permissions.ts'
import { resolveProxy } from './proxy.ts'
import { isPrivileged } from './scheme.ts'
import { strictly } from './strict.ts'

type SchemeHandler = (request: Request) => Response | Promise<Response>

/** `protocol` of one session: its handlers serve the windows of this session only. */
class SessionProtocol {
  private readonly handlers = new Map<string, SchemeHandler>()

  handle(scheme: string, handler: SchemeHandler): void {
    if (this.handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    if (!isPrivileged(scheme)) {
      warn(`"${scheme}" is taken, but only schemes that were registered as privileged are served`)
    }
    this.handlers.set(scheme, handler)
  }

  unhandle(scheme: string): void {
    if (!this.handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`)
  }

  isProtocolHandled(scheme: string): boolean {
    return this.handlers.has(scheme)
  }

  handlerFor(scheme: string): SchemeHandler | undefined {
    return this.handlers.get(scheme)
  }
}

type Methods = Pick<Electron.Session, 'isPersistent' | 'resolveProxy' | 'setProxy'>

export class Session extends EventEmitter implements Methods {
  readonly protocol = strictly('Protocol', new SessionProtocol())
  readonly permissions: PermissionHandlers = { request: null, check: null }
  /** Whether its proxy is one that nothing can answer. */
  isClosed = false
  private readonly partition: string

  constructor(partition: string) {
    super()
    this.partition = partition
  }

  /** As in Electron, by its name. Chromium's profile is temporary for all of them. */
  isPersistent(): boolean {
    return this.partition === '' || this.partition.startsWith('persist:')
  }

  setPermissionRequestHandler(handler: PermissionRequestHandler | null): void {
    this.permissions.request = handler
    this.emit('stand-in-permission-handler')
  }

  setPermissionCheckHandler(handler: PermissionCheckHandler | null): void {
    this.permissions.check = handler
    this.emit('stand-in-permission-handler')
  }

  resolveProxy(url: string): Promise<string> {
    return Promise.resolve(this.isClosed ? 'PROXY 127.0.0.1:0' : resolveProxy(url, process.env))
  }

  async setProxy(config: Electron.ProxyConfig): Promise<void> {
    await Promise.resolve()
    this.isClosed = leadsNowhere(config)
  }
}

const sessions = new Map<string, Session>()

export function fromPartition(partition: string): Session {
  requireReady('Session can only be received when app is ready')
  const known = sessions.get(partition)
  if (known) return known
  const created = strictly('Session', new Session(partition))
  sessions.set(partition, created)
  return created
}

export const session = strictly('Session', {
  fromPartition,
  get defaultSession() {
    return fromPartition('')
  },
})
