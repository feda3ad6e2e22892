import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type * as Electron from 'electron'
import type { Download } from 'playwright'
import { app } from './app.ts'
import type { Browser } from './browser.ts'
import { PreventableEvent, reportFailure } from './lifecycle.ts'
import { schemeOf, toApp } from './scheme.ts'
import type { Session } from './session.ts'
import { strictly } from './strict.ts'

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
  askToOpen: (details: Parameters<WindowOpenHandler>[0]) => ReturnType<WindowOpenHandler>,
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
    if (frameId === mainFrame && navigationType !== 'sameDocument') emit('did-start-loading')
  })
  cdp.on('Page.navigatedWithinDocument', ({ frameId, url, navigationType }) => {
    if (frameId === mainFrame && navigationType === 'fragment') emit('did-start-loading')
    emit('did-navigate-in-page', toApp(url), true, 1, 1)
  })
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
    const response = askToOpen({
      url: toApp(url),
      frameName: windowName === '_blank' ? '' : windowName,
      features: windowFeatures.join(','),
      disposition: windowName === '_blank' ? 'foreground-tab' : 'new-window',
      referrer: { url: '', policy: 'strict-origin-when-cross-origin' },
    })
    if (response.action === 'deny') return
    emit('stand-in-open', toApp(url), response.overrideBrowserWindowOptions)
  })
  page.on('crash', () => emit('render-process-gone', { reason: 'crashed', exitCode: 1 }))
  page.on('download', (download) => {
    takeDownload(contents, download).catch(reportFailure)
  })
  const [{ frameTree }] = await Promise.all([
    cdp.send('Page.getFrameTree'),
    cdp.send('Page.setLifecycleEventsEnabled', { enabled: true }),
  ])
  mainFrame = frameTree.frame.id
}

/**
 * Without a listener that prevents it, a download is saved. Where no path is set, Electron asks for one
 * in a dialog, and the stand-in saves to what that would propose.
 */
async function takeDownload(contents: EventTarget, download: Download): Promise<void> {
  let path = join(app.getPath('downloads'), download.suggestedFilename())
  const event = new PreventableEvent()
  const item = {
    getURL: () => toApp(download.url()),
    getFilename: () => download.suggestedFilename(),
    getSavePath: () => path,
    setSavePath: (chosen: string) => {
      path = chosen
    },
  } satisfies Partial<Electron.DownloadItem>
  contents.session.emit('will-download', event, strictly('DownloadItem', item), contents)
  if (event.defaultPrevented) return download.cancel()
  // Chromium cancels a download whose response the stand-in has given.
  const handler = contents.session.protocol.handlerFor(schemeOf(item.getURL()))
  if (!handler) return download.saveAs(path)
  const response = await handler(new Request(item.getURL()))
  await writeFile(path, Buffer.from(await response.arrayBuffer()))
}
