import type * as Electron from 'electron'
import type { Browser } from './browser.ts'
import { PreventableEvent, warn } from './lifecycle.ts'
import { toApp } from './scheme.ts'
import type { Session } from './session.ts'

export type WindowOpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]

/** The part of `WebContents` that emits events; its class imports this file. */
interface EventTarget {
  readonly session: Session
  isDestroyed(): boolean
  emit(name: string, ...args: unknown[]): boolean
}

/** Turns Chromium's events about the page into the events of Electron's `webContents`. */
export async function followPage(
  contents: EventTarget,
  { cdp, page }: Browser,
  askToOpen: (details: Parameters<WindowOpenHandler>[0]) => 'allow' | 'deny' | undefined,
): Promise<void> {
  const emit = (name: string, ...args: unknown[]) => {
    if (!contents.isDestroyed()) contents.emit(name, new PreventableEvent(), ...args)
  }
  let currentLoader = ''
  let mainFrame = ''
  let hasFailed = false

  cdp.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId !== undefined) return
    currentLoader = frame.loaderId
    hasFailed = frame.unreachableUrl !== undefined
    if (hasFailed) emit('did-fail-load', -2, 'ERR_FAILED', toApp(frame.unreachableUrl ?? ''), true)
    else emit('did-navigate', toApp(frame.url), 200, 'OK')
  })
  cdp.on('Page.frameStartedNavigating', ({ frameId, navigationType }) => {
    if (frameId === mainFrame && navigationType !== 'sameDocument') {
      emit('did-start-loading')
    }
  })
  cdp.on('Page.navigatedWithinDocument', ({ url }) =>
    emit('did-navigate-in-page', toApp(url), true, 1, 1),
  )
  cdp.on('Page.domContentEventFired', () => {
    if (!hasFailed) emit('dom-ready')
  })
  cdp.on('Page.loadEventFired', () => {
    if (!hasFailed) emit('did-finish-load')
  })
  cdp.on('Page.lifecycleEvent', ({ name, loaderId }) => {
    if (loaderId === currentLoader && name === 'firstPaint') emit('stand-in-painted')
  })
  cdp.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
    const action = askToOpen({
      url: toApp(url),
      frameName: windowName === '_blank' ? '' : windowName,
      features: windowFeatures.join(','),
      disposition: windowName === '_blank' ? 'foreground-tab' : 'new-window',
      referrer: { url: '', policy: 'strict-origin-when-cross-origin' },
    })
    if (action === 'allow') warn(`setWindowOpenHandler allows ${url}, but no window can be opened`)
  })
  page.on('crash', () => emit('render-process-gone', { reason: 'crashed', exitCode: 1 }))
  page.on('download', (download) => {
    const event = new PreventableEvent()
    contents.session.emit(
      'will-download',
      event,
      { getURL: () => toApp(download.url()), getFilename: () => download.suggestedFilename() },
      contents,
    )
    if (!event.defaultPrevented) warn(`${download.suggestedFilename()} is not downloaded`)
  })
  const [{ frameTree }] = await Promise.all([
    cdp.send('Page.getFrameTree'),
    cdp.send('Page.setLifecycleEventsEnabled', { enabled: true }),
  ])
  mainFrame = frameTree.frame.id
}
