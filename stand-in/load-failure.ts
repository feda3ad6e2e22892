import { schemeOf } from './scheme.ts'
import type { Session } from './session.ts'

/** Chromium's numbers for the errors that a page of the app's own scheme can get. */
const numbers: Record<string, number> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_ACCESS_DENIED: -10,
  ERR_UNKNOWN_URL_SCHEME: -302,
}

/**
 * The error that Electron's `loadURL` rejects with. `reported` is Chromium's name for it, such as
 * `net::ERR_FAILED`. A scheme that the session does not handle is reported as unreachable.
 */
export function loadFailure(reported: string, url: string, session: Session): Error {
  const isHandled = session.protocol.handlerFor(schemeOf(url)) !== undefined
  const name = reported.replace(/^net::/, '')
  const code = !isHandled && name === 'ERR_ADDRESS_UNREACHABLE' ? 'ERR_UNKNOWN_URL_SCHEME' : name
  const errno = numbers[code] ?? 0
  return Object.assign(new Error(`${code} (${errno}) loading '${url}'`), { code, errno, url })
}
