import { createServer as createProxy } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, connect, type Server, type Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import {
  loopbackCertificatePem,
  namedCertificatePem,
  testKeyPem,
} from '../../src/main/http/certificates.fixture.ts'

const tokens = { access: 'opaque-access', access_expires: 3600, refresh: 'opaque-refresh' }

/**
 * A token service at https://service.example, which only its proxy finds, with a certificate that no
 * system trusts. The proxy asks for a user name and password.
 */
export async function startProxiedService(user: string, password: string) {
  const service = createServer(
    { key: testKeyPem, cert: namedCertificatePem },
    (_, response) => void response.end(JSON.stringify(tokens)),
  )
  const target = await listen(service)
  const wanted = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const asked: string[] = []
  const proxy = createProxy()
  proxy.on('connect', (request, socket: Socket) => {
    if (request.headers['proxy-authorization'] !== wanted) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      return
    }
    asked.push(request.url ?? '')
    const tunnel = connect(target, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      tunnel.pipe(socket).pipe(tunnel)
    })
    tunnel.on('error', () => socket.destroy())
    socket.on('error', () => tunnel.destroy())
  })
  const proxyPort = await listen(proxy)
  return {
    baseUrl: 'https://service.example',
    proxyUrl: `http://127.0.0.1:${proxyPort}`,
    authority: namedCertificatePem,
    /** The hosts of the tunnels that were allowed. */
    asked,
    close: () => Promise.all([service, proxy].map(close)),
  }
}

/** A token service on this machine that refuses clients without their certificate. */
export async function startMutualService() {
  const clients: string[] = []
  const options = { key: testKeyPem, cert: loopbackCertificatePem, ca: loopbackCertificatePem }
  const service = createServer({ ...options, requestCert: true }, (request, response) => {
    const { subject } = (request.socket as TLSSocket).getPeerCertificate()
    clients.push(subject.CN?.toString() ?? '')
    response.end(JSON.stringify(tokens))
  })
  const port = await listen(service)
  return {
    baseUrl: `https://127.0.0.1:${port}`,
    certificate: loopbackCertificatePem,
    key: testKeyPem,
    clients,
    close: () => close(service),
  }
}

async function listen(server: Server): Promise<number> {
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    if ('closeAllConnections' in server) (server.closeAllConnections as () => void)()
  })
