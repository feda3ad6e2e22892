import type { Frame, Request as PageRequest, Route } from 'playwright'
import type { Browser } from './browser.ts'
import { PreventableEvent, reportFailure } from './lifecycle.ts'
import { allowsFetch, isPrivileged, schemeOf, toApp, toServed } from './scheme.ts'
import type { Session } from './session.ts'

export interface Navigation {
  /** Asks the app's `will-navigate` or `will-redirect` listeners. */
  ask: (event: 'will-navigate' | 'will-redirect', details: NavigationEvent) => void
  /** Whether the app answers `window.open` itself, so that Chromium must not. */
  forbidsPopups: () => boolean
}

class NavigationEvent extends PreventableEvent {
  readonly url: string
  readonly isSameDocument = false
  readonly isMainFrame = true

  constructor(url: string) {
    super()
    this.url = url
  }
}

/** Everything a sandboxed document may still do, but for opening windows. */
const sandboxWithoutPopups = [
  'sandbox',
  ...['downloads', 'forms', 'modals', 'orientation-lock', 'pointer-lock', 'presentation'],
  ...['same-origin', 'scripts'],
].join(' allow-')

/**
 * Answers what the page asks for: its own scheme from the session's `protocol.handle`, everything
 * else from the network as Electron would. Navigations that the page starts are put to the app
 * first.
 */
export async function servePage(
  { page, context, cdp }: Browser,
  session: Session,
  navigation: Navigation,
): Promise<void> {
  const requestedByPage = new Set<string>()
  const mainFrame = page.mainFrame()
  const { frameTree } = await cdp.send('Page.getFrameTree')
  cdp.on('Page.frameRequestedNavigation', ({ frameId, url }) => {
    if (frameId === frameTree.frame.id) requestedByPage.add(withoutHash(url))
  })
  // Going to another place of the same document asks nobody and requests nothing.
  cdp.on('Page.navigatedWithinDocument', ({ url }) => requestedByPage.delete(withoutHash(url)))

  async function decide(route: Route, request: PageRequest): Promise<void> {
    const url = request.url()
    const isMainFrameNavigation = isNavigationOf(mainFrame, request)
    if (isMainFrameNavigation && requestedByPage.delete(url)) {
      const event = new NavigationEvent(toApp(url))
      navigation.ask('will-navigate', event)
      if (event.defaultPrevented) return route.abort('aborted')
    }
    if (!isPrivileged(schemeOf(toApp(url)))) return route.continue()
    return answer(route, request, session, navigation, isMainFrameNavigation)
  }
  await context.route('**', async (route, request) => {
    try {
      await decide(route, request)
    } catch (error) {
      if (page.isClosed()) return // with its window, a page loses its requests too
      reportFailure(error)
      await route.abort('failed')
    }
  })
}

async function answer(
  route: Route,
  request: PageRequest,
  session: Session,
  navigation: Navigation,
  isMainFrameNavigation: boolean,
): Promise<void> {
  const url = toApp(request.url())
  const scheme = schemeOf(url)
  const handler = session.protocol.handlerFor(scheme)
  // Chromium calls it ERR_UNKNOWN_URL_SCHEME where a session does not handle a scheme.
  if (!handler) return route.abort('addressunreachable')
  if (request.resourceType() === 'fetch' && !allowsFetch(scheme)) return route.abort('accessdenied')

  const body = request.postDataBuffer()
  const init = { method: request.method(), headers: await request.allHeaders() }
  const response = await handler(
    new Request(url, body === null ? init : { ...init, body: new Uint8Array(body) }),
  )
  if (response.type === 'error') return route.abort('failed')
  const headers = Object.fromEntries(response.headers)
  const location = headers['location']
  if (isMainFrameNavigation && location !== undefined) {
    const event = new NavigationEvent(new URL(location, url).href)
    navigation.ask('will-redirect', event)
    if (event.defaultPrevented) return route.abort('aborted')
    headers['location'] = toServed(event.url)
  }
  if (isMainFrameNavigation && navigation.forbidsPopups()) {
    const policy = headers['content-security-policy']
    headers['content-security-policy'] = [policy, sandboxWithoutPopups].filter(Boolean).join(', ')
  }
  await route.fulfill({
    status: response.status,
    headers,
    body: Buffer.from(await response.arrayBuffer()),
  })
}

function isNavigationOf(frame: Frame, request: PageRequest): boolean {
  if (!request.isNavigationRequest()) return false
  try {
    return request.frame() === frame
  } catch {
    // The first request of a window that is only just opening has no frame yet.
    return false
  }
}

const withoutHash = (url: string) => url.replace(/#.*$/s, '')
