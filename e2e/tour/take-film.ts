import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../pages/touchstone.ts'
import { animatedPng, type Frame } from './animated-png.ts'
import { loginAnswer } from './pasted-answer.ts'
import { later, onAUsersMachine, tidy } from './stage.ts'

const file = join(import.meta.dirname, '../../resources/screenshots/main-job.png')
const size = { width: 900, height: 600 }
const maxBytes = 1_500_000

test('main-job', async ({ open, services }, testInfo) => {
  const { app, window } = await open(await onAUsersMachine(testInfo.outputPath('data')))
  const { page } = window
  const stage = { app, window, services }
  await app.evaluate(
    ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to),
    size,
  )
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(size.width)
  await window.setPreferences({ theme: 'light' })
  await page.getByRole('button', { name: 'Got it' }).click()

  const frames: Frame[] = []
  const show = async (ms: number) =>
    frames.push({ png: await page.screenshot({ animations: 'disabled' }), ms })

  await window.select('IX-API')
  await window.operation('Obtain').hover()
  await show(1800)
  await window.run('Obtain')
  await tidy(stage)
  await show(2200)
  for (let second = 0; second < 3; second += 1) {
    await later(stage, 1 / 60)
    await page.waitForTimeout(1000)
    await show(700)
  }
  await page.getByRole('button', { name: 'Copy token', exact: true }).click()
  await show(2000)
  await tidy(stage)
  await later(stage, 6)
  await page.waitForTimeout(1000)
  await show(1400)
  await window.run('Refresh')
  await show(2200)
  await tidy(stage)
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('paste')
  await show(1400)
  await page.keyboard.press('Enter')
  const box = page.getByRole('textbox', { name: 'Token, or text with tokens in it' })
  await box.fill(loginAnswer(Math.floor(Date.now() / 1000)))
  await show(1200)
  await page.getByRole('button', { name: 'Inspect', exact: true }).click()
  await window.message('2 tokens found').waitFor()
  await tidy(stage)
  await show(4500)

  const film = animatedPng(frames)
  expect(film.length).toBeLessThan(maxBytes)
  await writeFile(file, film)
})
