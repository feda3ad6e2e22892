import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

/** Ports of this machine at which the page tries to reach somebody. */
export interface Ports {
  udp: number
  tcp: number
}

/**
 * Servers that note whatever comes, and answer nothing. A connection counts once something is sent over
 * it: the stand-in's Chromium opens empty ones ahead of a navigation, which Electron does not.
 */
export async function startListeners() {
  let arrived = 0
  const datagrams = createSocket('udp4', () => (arrived += 1))
  datagrams.bind(0, '127.0.0.1')
  await once(datagrams, 'listening')
  const connections = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      arrived += 1
      socket.destroy()
    })
  })
  connections.listen(0, '127.0.0.1')
  await once(connections, 'listening')
  const ports: Ports = {
    udp: datagrams.address().port,
    tcp: (connections.address() as AddressInfo).port,
  }
  return {
    ports,
    /** Datagrams and used connections so far. */
    arrived: () => arrived,
    async close() {
      datagrams.close()
      connections.close()
      await Promise.all([once(datagrams, 'close'), once(connections, 'close')])
    },
  }
}

/** The ways out of a page. The link and the form replace it where nothing prevents them. */
export const attempts = [
  ...['fetch', 'WebSocket', 'EventSource', 'sendBeacon', 'image', 'frame', 'prefetch'],
  ...['STUN', 'TURN over UDP', 'TURN over TCP', 'window.open', 'form', 'link'],
] as const

/** Runs in the page. */
export async function tryToReach({ way, ports }: { way: string; ports: Ports }): Promise<void> {
  const url = `http://127.0.0.1:${ports.tcp}/${encodeURIComponent(way)}`
  const add = (tag: string, properties: object) => {
    const element = Object.assign(document.createElement(tag), properties)
    document.head.append(element)
    return element
  }
  const connectTo = async (urls: string) => {
    const servers = [{ urls, username: 'name', credential: 'password' }]
    const connection = new RTCPeerConnection({ iceServers: servers })
    connection.createDataChannel('data')
    await connection.setLocalDescription(await connection.createOffer())
  }
  const ways: Record<string, () => unknown> = {
    fetch: () => fetch(url, { mode: 'no-cors' }),
    WebSocket: () => new WebSocket(url.replace('http', 'ws')),
    EventSource: () => new EventSource(url),
    sendBeacon: () => navigator.sendBeacon(url, 'data'),
    image: () => add('img', { src: url }),
    frame: () => add('iframe', { src: url }),
    prefetch: () => add('link', { rel: 'prefetch', href: url }),
    STUN: () => connectTo(`stun:127.0.0.1:${ports.udp}`),
    'TURN over UDP': () => connectTo(`turn:127.0.0.1:${ports.udp}`),
    'TURN over TCP': () => connectTo(`turn:127.0.0.1:${ports.tcp}?transport=tcp`),
    'window.open': () => window.open(url),
    link: () => add('a', { href: url }).click(),
    form: () => {
      const form = add('form', { action: url, method: 'post' }) as HTMLFormElement
      form.submit()
    },
  }
  try {
    await Promise.race([ways[way]?.(), new Promise((resolve) => setTimeout(resolve, 300))])
  } catch {
    // It is the listeners that say what has been sent.
  }
}
