import { expect } from '@playwright/test'
import type { Opened } from './reused-app.ts'

/** Frames of window managers are narrower than this, on both sides together. */
const widestFrame = 40

/** Resizes the window. The page has what a frame, if there is one, leaves of it. */
export async function resize(
  { app, window }: Opened,
  size: { width: number; height: number },
): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setBounds(size),
    size,
  )
  const frame = async () => size.width - (await window.page.evaluate(() => innerWidth))
  await expect.poll(async () => Math.abs(await frame()) <= widestFrame).toBe(true)
}
