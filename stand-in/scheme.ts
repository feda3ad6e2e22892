import type * as Electron from 'electron'
import { requireNotReady } from './lifecycle.ts'

/**
 * Schemes cannot be registered in Chromium from outside. So a page at `app://touchstone/index.html`
 * is shown at `https://touchstone.app.invalid/index.html`, an origin that cannot exist (RFC 6761
 * section 6.4) and whose requests the stand-in serves. Main sees only the `app:` form.
 */
const privileged = new Map<string, Electron.Privileges>()

/** `protocol.registerSchemesAsPrivileged`. */
export function registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
  requireNotReady('protocol.registerSchemesAsPrivileged should be called before app is ready')
  for (const { scheme, privileges } of schemes) {
    if (privileges?.standard !== true || privileges.secure !== true) {
      throw new Error(`The stand-in serves only standard and secure schemes; "${scheme}" is not`)
    }
    if (privileges.bypassCSP === true) {
      throw new Error(`The stand-in cannot let "${scheme}" bypass the CSP`)
    }
  }
  if (privileged.size > 0) {
    throw new Error('protocol.registerSchemesAsPrivileged can only be called once')
  }
  for (const { scheme, privileges = {} } of schemes) privileged.set(scheme, privileges)
}

export const isPrivileged = (scheme: string) => privileged.has(scheme)

/** Whether pages may use `fetch` with this scheme. */
export const allowsFetch = (scheme: string) => privileged.get(scheme)?.supportFetchAPI === true

/** `app://touchstone/x` → `https://touchstone.app.invalid/x`. Other schemes stay unchanged. */
export function toServed(url: string): string {
  const [, scheme, host, rest] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url) ?? []
  if (scheme === undefined || !privileged.has(scheme)) return url
  return `https://${host ?? ''}.${scheme}.invalid${rest === '' ? '/' : (rest ?? '')}`
}

/** The other direction of `toServed`. */
export function toApp(url: string): string {
  const [, host, scheme, rest] =
    /^https:\/\/([^/?#]+)\.([a-z0-9+-]+)\.invalid(.*)$/is.exec(url) ?? []
  if (scheme === undefined || !privileged.has(scheme)) return url
  return `${scheme}://${host ?? ''}${rest ?? ''}`
}

export const schemeOf = (url: string) => url.slice(0, url.indexOf(':'))
