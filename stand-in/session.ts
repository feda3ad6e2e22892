import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { requireReady, warn } from './lifecycle.ts'
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

export class Session extends EventEmitter implements Pick<Electron.Session, 'resolveProxy'> {
  readonly protocol = strictly('Protocol', new SessionProtocol())
  readonly permissions: PermissionHandlers = { request: null, check: null }

  setPermissionRequestHandler(handler: PermissionRequestHandler | null): void {
    this.permissions.request = handler
    this.emit('stand-in-permission-handler')
  }

  setPermissionCheckHandler(handler: PermissionCheckHandler | null): void {
    this.permissions.check = handler
    this.emit('stand-in-permission-handler')
  }

  resolveProxy(url: string): Promise<string> {
    return Promise.resolve(resolveProxy(url, process.env))
  }
}

const sessions = new Map<string, Session>()

export function fromPartition(partition: string): Session {
  requireReady('Session can only be received when app is ready')
  const known = sessions.get(partition)
  if (known) return known
  const created = strictly('Session', new Session())
  sessions.set(partition, created)
  return created
}

export const session = strictly('Session', {
  fromPartition,
  get defaultSession() {
    return fromPartition('')
  },
})
