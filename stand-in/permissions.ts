import type { Browser } from './browser.ts'
import { warn } from './lifecycle.ts'
import { toApp } from './scheme.ts'

interface Details {
  isMainFrame: boolean
  requestingUrl: string
}

export type PermissionRequestHandler = (
  webContents: unknown,
  permission: string,
  callback: (granted: boolean) => void,
  details: Details,
) => void
export type PermissionCheckHandler = (
  webContents: unknown,
  permission: string,
  requestingOrigin: string,
  details: Details,
) => boolean

export interface PermissionHandlers {
  request: PermissionRequestHandler | null
  check: PermissionCheckHandler | null
}

/** Electron's names for permissions, and those of the DevTools protocol. */
const permissions: readonly [electron: string, chromium: string][] = [
  ['notifications', 'notifications'],
  ['geolocation', 'geolocation'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['idle-detection', 'idle-detection'],
  ['window-management', 'window-management'],
  ['storage-access', 'storage-access'],
  ['screen-wake-lock', 'screen-wake-lock'],
  ['persistent-storage', 'persistent-storage'],
  ['local-fonts', 'local-fonts'],
  ['keyboardLock', 'keyboard-lock'],
  ['pointerLock', 'pointer-lock'],
  ['display-capture', 'display-capture'],
  ['local-network-access', 'local-network-access'],
  ['loopback-network', 'loopback-network'],
]

/**
 * Chromium offers no hook for permission requests. So the session's handlers are asked beforehand,
 * once for each permission, and Chromium is given their decisions.
 */
export async function presetPermissions(
  { browserCdp }: Browser,
  handlers: PermissionHandlers,
  webContents: unknown,
  servedUrl: string,
): Promise<void> {
  const { origin } = new URL(servedUrl)
  if (origin === 'null') return // opaque, as for a data: URL: no permission can be set for it
  const requestingUrl = toApp(servedUrl)
  await Promise.all(
    permissions.map(([permission, name]) => {
      const granted = isGranted(handlers, webContents, permission, requestingUrl)
      const setting = granted ? 'granted' : 'denied'
      return browserCdp.send('Browser.setPermission', { permission: { name }, setting, origin })
    }),
  )
}

/**
 * Most web APIs check first, and request only if the check fails. A missing handler grants, as in
 * Electron.
 */
function isGranted(
  { request, check }: PermissionHandlers,
  webContents: unknown,
  permission: string,
  requestingUrl: string,
): boolean {
  const details = { isMainFrame: true, requestingUrl }
  if (!check || check(webContents, permission, toApp(requestingUrl), details)) return true
  if (!request) return true
  let answer: boolean | undefined
  request(webContents, permission, (granted) => (answer = granted), details)
  if (answer === undefined) warn(`"${permission}" is denied: its handler did not answer at once`)
  return answer === true
}
