import { join } from 'node:path'
import { expect, test } from '../pages/touchstone.ts'
import { onAUsersMachine, tidy } from './stage.ts'
import { tour } from './tour.ts'

const folder = join(import.meta.dirname, '../../resources/screenshots')

for (const { name, theme, start, size, prepare } of tour) {
  test(name, async ({ open, services }, testInfo) => {
    const { app, window } = await open(await onAUsersMachine(testInfo.outputPath('data')))
    const { page } = window
    await app.evaluate(
      ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to),
      size,
    )
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(size.width)
    await window.setPreferences({ theme })
    if (start === 'later') await page.getByRole('button', { name: 'Got it' }).click()
    const stage = { app, window, services }
    await prepare(stage)
    await tidy(stage)
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
  })
}
