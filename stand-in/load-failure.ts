import { schemeOf } from './scheme.ts'
import type { Session } from './session.ts'

/** Chromium's numbers for the failures that pages of the app's own scheme can have. */
const numbers: Record<string, number> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_ACCESS_DENIED: -10,
  ERR_UNKNOWN_URL_SCHEME: -302,
}

/**
 * What `loadURL` rejects with in Electron. `reported` is Chromium's name, such as
 * `net::ERR_FAILED`.
 */
export function loadFailure(reported: string, url: string, session: Session): Error {
  const isHandled = session.protocol.handlerFor(schemeOf(url)) !== undefined
  const name = reported.replace(/^net::/, '')
  const code = !isHandled && name === 'ERR_ADDRESS_UNREACHABLE' ? 'ERR_UNKNOWN_URL_SCHEME' : name
  const errno = numbers[code] ?? 0
  return Object.assign(new Error(`${code} (${errno}) loading '${url}'`), { code, errno, url })
}
