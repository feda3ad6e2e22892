import type { Rectangle } from 'electron'

export const minimum = { width: 480, height: 420 }
const usual = { width: 1180, height: 780 }

/**
 * Size and place of a new window. The place only where it means the same when it is read and when it
 * is set: on X11 the one is that of the page and the other that of the frame, so that the window
 * would creep at every start, and Wayland ignores it.
 *
 * @param workAreaAt the free part of the screen that shows most of these bounds
 */
export function windowPlace(
  remembered: Rectangle | null,
  platform: NodeJS.Platform,
  workAreaAt: (bounds: Rectangle) => Rectangle,
): { width: number; height: number; x?: number; y?: number } {
  if (!remembered) return usual
  const size = { width: remembered.width, height: remembered.height }
  const placeIsKept = platform === 'darwin' || platform === 'win32'
  return placeIsKept && canBeGrabbed(remembered, workAreaAt(remembered))
    ? { ...size, x: remembered.x, y: remembered.y }
    : size
}

/** Whether enough of it is still on a screen to be dragged with the mouse. */
function canBeGrabbed(bounds: Rectangle, workArea: Rectangle): boolean {
  const width =
    Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x)
  const topIsReachable = bounds.y >= workArea.y - 20 && bounds.y < workArea.y + workArea.height - 40
  return width >= 100 && topIsReachable
}
