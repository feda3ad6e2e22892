import type * as Electron from 'electron'
import type { CDPSession } from 'playwright'
import { limitPeerConnections } from './page/peer-connections.ts'

export type WebRtcPolicy = Parameters<Electron.WebContents['setWebRTCIPHandlingPolicy']>[0]

/**
 * Chromium takes its proxy at its start only. So the stand-in knows two settings: none, and a proxy that
 * nothing can answer, which it imitates by refusing the page's requests (page-requests.ts) and the
 * TCP connections of its peer connections.
 *
 * Not imitated: a WebSocket, and `<link rel=preconnect>`, which Electron itself never follows.
 *
 * @returns whether the proxy leads nowhere
 */
export function leadsNowhere(config: Electron.ProxyConfig): boolean {
  const { mode, proxyRules = '', proxyBypassRules } = config
  if (mode === 'direct' || mode === 'system') return false
  if (mode === 'fixed_servers' && proxyRules === 'http://127.0.0.1:0') {
    if (proxyBypassRules === '<-loopback>') return true
  }
  throw new Error('The stand-in has no proxies, except http://127.0.0.1:0 without exceptions')
}

/** Limits the peer connections of later documents, as Chromium would by its policy and its proxy. */
export async function limitPage(
  cdp: CDPSession,
  policy: WebRtcPolicy,
  hasNoProxy: boolean,
): Promise<() => Promise<unknown>> {
  const allowed = { udp: policy !== 'disable_non_proxied_udp', tcp: !hasNoProxy }
  const source = `(${String(limitPeerConnections)})(${JSON.stringify(allowed)})`
  const { identifier } = await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source })
  return () => cdp.send('Page.removeScriptToEvaluateOnNewDocument', { identifier })
}
