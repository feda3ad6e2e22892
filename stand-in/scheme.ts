import type * as Electron from 'electron'
import { requireNotReady } from './lifecycle.ts'

/**
 * Chromium does not let anyone register a scheme from outside, so a page at
 * `app://touchstone/index.html` is shown at `https://touchstone.app.invalid/index.html`, an origin
 * that exists nowhere (RFC 6761) and whose requests the stand-in answers itself. Main only ever
 * sees the `app:` form.
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

/** Whether pages may `fetch` this scheme. */
export const allowsFetch = (scheme: string) => privileged.get(scheme)?.supportFetchAPI === true

/**
 * `app://touchstone/x` → `https://touchstone.app.invalid/x`; URLs of other schemes stay as they
 * are.
 */
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
