import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol } from 'electron'

const origin = 'app://touchstone'
export const pageUrl = `${origin}/index.html`

/** Has to be told before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/**
 * Nothing but the app's own files: scripts and styles from files only, no connection anywhere, and
 * HTML made from text only through Svelte's own template policy (Trusted Types).
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html',
].join('; ')

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** Answers `app://touchstone/<file>` from the folder of the built renderer, and nothing else. */
export function serveApp(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url)
    const type = contentTypes[extname(url.pathname)]
    const file = normalize(join(folder, decodeURIComponent(url.pathname)))
    const isOurs = `${url.protocol}//${url.host}` === origin && file.startsWith(folder + sep)
    if (request.method !== 'GET' || type === undefined || !isOurs) return notFound()
    try {
      return new Response(new Uint8Array(await readFile(file)), {
        headers: {
          'content-type': type,
          'content-security-policy': contentSecurityPolicy,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
        },
      })
    } catch {
      // The file is not there: a 404 is the whole answer.
      return notFound()
    }
  }
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } })
}
