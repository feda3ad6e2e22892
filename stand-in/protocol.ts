import type * as Electron from 'electron'
import { registerSchemesAsPrivileged } from './scheme.ts'
import { session } from './session.ts'
import { strictly } from './strict.ts'

/** `protocol` of the default session, which also registers schemes before `ready`. */
export const protocol = strictly('Protocol', {
  registerSchemesAsPrivileged,
  handle: (scheme, handler) => {
    session.defaultSession.protocol.handle(scheme, handler)
  },
  unhandle: (scheme) => {
    session.defaultSession.protocol.unhandle(scheme)
  },
  isProtocolHandled: (scheme) => session.defaultSession.protocol.isProtocolHandled(scheme),
} satisfies Partial<Electron.Protocol>)
