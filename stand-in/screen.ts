import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import type { Browser } from './browser.ts'
import { requireReady } from './lifecycle.ts'
import { strictly } from './strict.ts'
import type { Bounds } from './window-bounds.ts'

type Display = Pick<
  Electron.Display,
  'id' | 'label' | 'bounds' | 'workArea' | 'size' | 'workAreaSize' | 'scaleFactor' | 'rotation'
>

let displays: Display[] = []

/** Reads the displays once, before `ready`: the methods of `screen` are synchronous. */
export async function setDisplays({ cdp }: Browser): Promise<void> {
  const { screenInfos } = await cdp.send('Emulation.getScreenInfos')
  const primaryFirst = screenInfos.toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary))
  displays = primaryFirst.map((info) => ({
    id: Number(info.id),
    label: info.label,
    bounds: { x: info.left, y: info.top, width: info.width, height: info.height },
    workArea: {
      x: info.availLeft,
      y: info.availTop,
      width: info.availWidth,
      height: info.availHeight,
    },
    size: { width: info.width, height: info.height },
    workAreaSize: { width: info.availWidth, height: info.availHeight },
    scaleFactor: info.devicePixelRatio,
    rotation: info.orientation.angle,
  }))
}

function primaryDisplay(): Display {
  requireReady("The 'screen' module can't be used before the app 'ready' event")
  const [primary] = displays
  if (!primary) throw new Error('Chromium reports no display')
  return primary
}

const overlap = (a: Bounds, b: Bounds) =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))

export const screen = strictly(
  'Screen',
  Object.assign(new EventEmitter(), {
    getPrimaryDisplay: primaryDisplay,
    getAllDisplays: () => [primaryDisplay(), ...displays.slice(1)],
    getDisplayMatching: (rectangle: Bounds) =>
      displays.reduce(
        (best, display) =>
          overlap(display.bounds, rectangle) > overlap(best.bounds, rectangle) ? display : best,
        primaryDisplay(),
      ),
  }),
)
