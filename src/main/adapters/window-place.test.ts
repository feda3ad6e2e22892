import { describe, expect, it } from 'vitest'
import { windowPlace } from './window-place.ts'

const screen = { x: 0, y: 25, width: 1440, height: 875 }
const bounds = { x: 100, y: 80, width: 900, height: 640 }
const placed = (remembered: typeof bounds | null, platform: NodeJS.Platform = 'darwin') =>
  windowPlace(remembered, platform, () => screen)

describe('the place of a new window', () => {
  it('has a size of its own the first time', () => {
    expect(placed(null)).toEqual({ width: 1180, height: 780 })
  })

  it.each(['darwin', 'win32'] as const)('is the remembered one on %s', (platform) => {
    expect(placed(bounds, platform)).toEqual(bounds)
  })

  it('is left to the window manager on Linux; the size is kept', () => {
    expect(placed(bounds, 'linux')).toEqual({ width: 900, height: 640 })
  })

  it.each([
    { why: 'left of the screen', x: -850 },
    { why: 'right of it', x: 1400 },
    { why: 'above it', y: -100 },
    { why: 'below it', y: 880 },
  ])('is not one $why', ({ why: _why, ...moved }) => {
    expect(placed({ ...bounds, ...moved })).toEqual({ width: 900, height: 640 })
  })
})
