import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runtimeToUse } from '../stand-in/browsers/runtime.ts'
import { startWithoutWindow } from '../stand-in/launch/without-window.ts'
import { expect, test } from './pages/touchstone.ts'

test('a data folder that cannot be written is named, with the reason', async () => {
  // Below a regular file, because permissions do not bind a root user.
  const file = test.info().outputPath('file')
  await writeFile(file, '')
  const folder = join(file, 'data')
  const started = await startWithoutWindow(join(import.meta.dirname, '..'), folder)
  try {
    await expect
      .poll(started.output, { timeout: 15_000 })
      .toContain(`Touchstone cannot write to its data folder: ${folder}\nENOTDIR`)
    // On Electron the box is open, and only a person can close it.
    if (runtimeToUse() === 'chromium') expect(await started.exited).toBe(1)
  } finally {
    await started.end()
  }
})

test('Chromium keeps the switch without which it does not start as root', async ({ open }) => {
  const { app } = await open({ args: ['--no-sandbox'] })
  expect(await app.evaluate(({ app }) => app.commandLine.hasSwitch('no-sandbox'))).toBe(true)
})
