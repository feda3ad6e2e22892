/**
 * Runs in the page's own world, in every frame. Without UDP only servers that are asked over TCP are
 * left, and nothing goes to the other side but through them; without TCP those servers go, too.
 */
export function limitPeerConnections(allowed: { udp: boolean; tcp: boolean }): void {
  if (allowed.udp && allowed.tcp) return
  const isTcp = (url: string) => url.startsWith('turns:') || /[?&]transport=tcp\b/i.test(url)
  const urlsOf = ({ urls }: RTCIceServer) => (Array.isArray(urls) ? urls : [urls])
  const limited = (configuration: RTCConfiguration = {}): RTCConfiguration => ({
    ...configuration,
    ...(!allowed.udp && { iceTransportPolicy: 'relay' }),
    iceServers: (configuration.iceServers ?? [])
      .map((server) => ({
        ...server,
        urls: urlsOf(server).filter((url) => (isTcp(url) ? allowed.tcp : allowed.udp)),
      }))
      .filter(({ urls }) => urls.length > 0),
  })
  const Original = RTCPeerConnection
  globalThis.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(limited(configuration))
    }
    override setConfiguration(configuration?: RTCConfiguration): void {
      super.setConfiguration(limited(configuration))
    }
  }
}
