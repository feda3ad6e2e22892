import { createServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { onTestFinished } from 'vitest'
import { loopbackCertificatePem, testKeyPem } from './certificates.fixture.ts'
import { type LoopbackServer, serveBytes } from './loopback.fixture.ts'

/** `user` and `password` that a proxy asks for. */
interface Credentials {
  user: string
  password: string
}

/** An HTTP proxy that leads every tunnel to one server, whatever host was asked for. */
export async function proxyTo(target: LoopbackServer, credentials?: Credentials) {
  const asked: string[] = []
  const server = createServer()
  server.on('connect', (request, socket: Socket) => {
    asked.push(request.url ?? '')
    const { user, password } = credentials ?? { user: '', password: '' }
    const wanted = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
    if (credentials && request.headers['proxy-authorization'] !== wanted) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      return
    }
    tunnel(socket, target, 'HTTP/1.1 200 Connection established\r\n\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise((resolve) => void server.close(() => resolve())))
  const place = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { asked, rule: `PROXY ${place}`, url: `http://${place}` }
}

/** An HTTPS proxy that asks each client for a certificate, and refuses it. */
export async function askingProxy() {
  const shown: object[] = []
  const identity = { key: testKeyPem, cert: loopbackCertificatePem }
  const server = createHttpsServer({ ...identity, requestCert: true, rejectUnauthorized: false })
  server.on('connect', (_, socket: Socket) => {
    if (socket instanceof TLSSocket) shown.push(socket.getPeerCertificate())
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise((resolve) => void server.close(() => resolve())))
  return { shown, url: `https://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** A SOCKS5 proxy (RFC 1928, RFC 1929) that leads every tunnel to one server. */
export async function socksTo(target: LoopbackServer, credentials?: Credentials) {
  const asked: string[] = []
  const { port } = await serveBytes((socket) => {
    const request = () =>
      socket.once('data', (bytes) => {
        const length = bytes[4] ?? 0
        const host = bytes.subarray(5, 5 + length).toString()
        asked.push(`${host}:${bytes.readUInt16BE(5 + length)}`)
        tunnel(socket, target, Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]))
      })
    socket.once('data', (greeting) => {
      if (greeting[0] !== 5) {
        socket.destroy()
        return
      }
      socket.write(Buffer.from([5, credentials ? 2 : 0]))
      if (!credentials) {
        request()
        return
      }
      socket.once('data', (bytes) => {
        const userEnd = 2 + (bytes[1] ?? 0)
        const isRight =
          bytes.subarray(2, userEnd).toString() === credentials.user &&
          bytes.subarray(userEnd + 1).toString() === credentials.password
        socket.write(Buffer.from([1, isRight ? 0 : 1]))
        if (isRight) request()
      })
    })
  })
  return { asked, rule: `SOCKS5 127.0.0.1:${port}`, url: `socks5://127.0.0.1:${port}` }
}

function tunnel(socket: Socket, target: LoopbackServer, accepted: string | Buffer): void {
  const there = connect(target.port, '127.0.0.1', () => {
    socket.write(accepted)
    there.pipe(socket).pipe(there)
  })
  there.on('error', () => socket.destroy())
  socket.on('error', () => there.destroy())
}
