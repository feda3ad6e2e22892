import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A key server on loopback that records requests: there must be none before the user agrees. */
export async function startKeyServer(documents: (url: string) => Record<string, string>) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const body = documents(url)[path]
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    /** The requested paths, in order. */
    asked: (): readonly string[] => asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The published keys of the demo services, as text. */
export async function publishedKeys(jwksUrl: string): Promise<string> {
  const answer = await fetch(jwksUrl)
  return answer.text()
}
