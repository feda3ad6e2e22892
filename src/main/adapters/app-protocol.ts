import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol } from 'electron'
import { readPage } from './page.ts'

const origin = 'app://touchstone'
export const pageUrl = `${origin}/index.html`

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/**
 * Allows the app's own files only: scripts from files, styles from files and the page's own by their
 * hash, no connection to anything else. HTML is made from text only by Svelte's own templates (Trusted
 * Types).
 */
const contentSecurityPolicy = (styleHash?: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${styleHash === undefined ? '' : ` '${styleHash}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types svelte-trusted-html',
  ].join('; ')

const htmlType = 'text/html; charset=utf-8'
const contentTypes: Record<string, string> = {
  '.html': htmlType,
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/**
 * Serves `app://touchstone/<file>` from the folder of the built renderer, and nothing else.
 *
 * @param opening returns the HTML that the page begins with, or null
 */
export function serveApp(
  folder: string,
  opening: () => Promise<string | null>,
): (request: Request) => Promise<Response> {
  // Read early, while the window is being created. A failure is reported by the request of the page.
  const built = readPage((file) => readFile(join(folder, file), 'utf8'))
  built.catch(() => undefined)
  const servePage = async () => {
    const [page, drawn] = await Promise.all([built, opening()])
    return respond(page.with(drawn), htmlType, page.styleHash)
  }

  return async (request) => {
    const url = new URL(request.url)
    const type = contentTypes[extname(url.pathname)]
    const path = decodedPath(url)
    if (path === null) return refused(400, 'Bad request')
    const file = normalize(join(folder, path))
    const isOurs = `${url.protocol}//${url.host}` === origin && file.startsWith(folder + sep)
    if (request.method !== 'GET' || type === undefined || !isOurs) return refused(404, 'Not found')
    if (request.url === pageUrl) return servePage()
    try {
      return respond(new Uint8Array(await readFile(file)), type)
    } catch {
      // There is no such file.
      return refused(404, 'Not found')
    }
  }
}

function respond(
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
  styleHash?: string,
): Response {
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-security-policy': contentSecurityPolicy(styleHash),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  })
}

/** Null if its percent-encoding is not UTF-8. */
function decodedPath({ pathname }: URL): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}

const refused = (status: number, text: string): Response =>
  new Response(text, { status, headers: { 'content-type': 'text/plain' } })
