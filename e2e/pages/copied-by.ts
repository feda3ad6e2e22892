import { expect } from '@playwright/test'
import type { RunningApp } from '../../stand-in/launch/running-app.ts'

/** Clicks a copy button. @returns the text on the clipboard */
export async function copiedBy(app: RunningApp, click: () => Promise<void>): Promise<string> {
  await app.evaluate(({ clipboard }) => clipboard.writeText(''))
  await click()
  await expect.poll(() => app.readClipboard()).not.toBe('')
  return app.readClipboard()
}
