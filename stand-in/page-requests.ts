import type { Frame, Request as PageRequest, Route } from 'playwright'
import type { Browser } from './browser.ts'
import { PreventableEvent, reportFailure } from './lifecycle.ts'
import { allowsFetch, isPrivileged, schemeOf, toApp, toServed } from './scheme.ts'
import type { Session } from './session.ts'

export interface Navigation {
  /** Emits `will-navigate` or `will-redirect`, which a listener may prevent. */
  ask: (event: 'will-navigate' | 'will-redirect', details: NavigationEvent) => void
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

/**
 * CSP `sandbox` with every permission except opening windows: page-events.ts has the app open them. So
 * `window.open` returns null also where the app allows it, and Electron returns the window.
 */
const sandboxWithoutPopups = [
  'sandbox',
  ...['downloads', 'forms', 'modals', 'orientation-lock', 'pointer-lock', 'presentation'],
  ...['same-origin', 'scripts'],
].join(' allow-')

/**
 * Serves the requests of the page: the app's own scheme from the session's `protocol.handle`,
 * everything else from the network. The app is asked first about navigations that the page starts.
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
  // A jump within the document makes no request and emits no `will-navigate`.
  cdp.on('Page.navigatedWithinDocument', ({ url }) => requestedByPage.delete(withoutHash(url)))

  async function decide(route: Route, request: PageRequest): Promise<void> {
    const url = request.url()
    const isMainFrameNavigation = isNavigationOf(mainFrame, request)
    if (isMainFrameNavigation && requestedByPage.delete(url)) {
      const event = new NavigationEvent(toApp(url))
      navigation.ask('will-navigate', event)
      if (event.defaultPrevented) return route.abort('aborted')
    }
    if (!isPrivileged(schemeOf(toApp(url)))) {
      return session.isClosed ? route.abort('connectionfailed') : route.continue()
    }
    return serve(route, request, session, navigation, isMainFrameNavigation)
  }
  await context.route('**', async (route, request) => {
    try {
      await decide(route, request)
    } catch (error) {
      if (page.isClosed()) return // closing the window cancels its requests
      reportFailure(error)
      await route.abort('failed')
    }
  })
}

async function serve(
  route: Route,
  request: PageRequest,
  session: Session,
  navigation: Navigation,
  isMainFrameNavigation: boolean,
): Promise<void> {
  const url = toApp(request.url())
  const scheme = schemeOf(url)
  const handler = session.protocol.handlerFor(scheme)
  // load-failure.ts turns this into ERR_UNKNOWN_URL_SCHEME, which no abort reason produces.
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
  if (isMainFrameNavigation) {
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
    // The first request of a new window has no frame yet.
    return false
  }
}

const withoutHash = (url: string) => url.replace(/#.*$/s, '')
