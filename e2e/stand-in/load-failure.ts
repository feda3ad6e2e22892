import { schemeOf } from './scheme.ts'
import type { Session } from './session.ts'

/** Chromium's numbers for the failures that pages of the app's own scheme can have. */
const numbers: Record<string, number> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_ACCESS_DENIED: -10,
  ERR_UNKNOWN_URL_SCHEME: -302,
}

/** What `loadURL` rejects with in Electron. */
export function loadFailure(error: unknown, url: string, session: Session): Error {
  const text = error instanceof Error ? error.message : String(error)
  const isUnknown = session.protocol.handlerFor(schemeOf(url)) === undefined
  const reported = /net::(ERR_\w+)/.exec(text)?.[1]
  if (reported === undefined) return error instanceof Error ? error : new Error(text)
  const code =
    isUnknown && reported === 'ERR_ADDRESS_UNREACHABLE' ? 'ERR_UNKNOWN_URL_SCHEME' : reported
  const errno = numbers[code] ?? 0
  return Object.assign(new Error(`${code} (${errno}) loading '${url}'`), { code, errno, url })
}
