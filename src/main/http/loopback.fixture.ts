import { type RequestListener, createServer } from 'node:http'
import { createServer as createHttpsServer, type ServerOptions } from 'node:https'
import {
  type AddressInfo,
  type Server,
  type Socket,
  createServer as createTcpServer,
} from 'node:net'
import tls from 'node:tls'
import { onTestFinished } from 'vitest'
import { testKeyPem } from './certificates.fixture.ts'

/** A server on 127.0.0.1 that lasts as long as its test. */
export interface LoopbackServer {
  url: string
  port: number
  /** Ends every connection at once, also those that hang. */
  close: () => Promise<void>
}

export const serve = (listener: RequestListener): Promise<LoopbackServer> =>
  listen(createServer(listener), 'http')

export const serveTls = (
  certificatePem: string,
  listener: RequestListener,
  options: ServerOptions = {},
): Promise<LoopbackServer> =>
  listen(
    createHttpsServer({ key: testKeyPem, cert: certificatePem, ...options }, listener),
    'https',
  )

/** Makes this process trust an authority until its test ends. */
export function trust(authorityPem: string): void {
  const before = tls.getCACertificates('default')
  tls.setDefaultCACertificates([...before, authorityPem])
  onTestFinished(() => tls.setDefaultCACertificates(before))
}

/** A server that speaks no protocol, for responses that no HTTP library would send. */
export const serveBytes = (
  onConnection: (socket: Socket) => void,
  scheme: 'http' | 'https' = 'http',
): Promise<LoopbackServer> => listen(createTcpServer(onConnection), scheme)

async function listen(server: Server, scheme: string): Promise<LoopbackServer> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => sockets.delete(socket)) // clients that hang up are part of the tests
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('tlsClientError', () => undefined) // so are clients that do not trust the certificate
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  onTestFinished(close)
  return { url: `${scheme}://127.0.0.1:${port}`, port, close }
}
