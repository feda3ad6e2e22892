import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runtimeToUse } from '../stand-in/browsers/runtime.ts'
import { startMain } from '../stand-in/launch/on-chromium.ts'
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

for (const name of ['remote-debugging-port=0', 'log-net-log=net.json']) {
  test(`a packaged build does not start with --${name}`, async () => {
    test.skip(
      runtimeToUse() === 'electron',
      'only a packaged Electron says that it is packaged: README has the check for a person',
    )
    const main = await startMain({
      app: join(import.meta.dirname, '..'),
      userData: test.info().outputDir,
      args: [`--${name}`],
      env: { TOUCHSTONE_STAND_IN_PACKAGED: '1' },
    })
    try {
      expect(await main.exited).toBe(1)
      expect(main.output()).toContain('does not start while its memory or traffic is open')
    } finally {
      main.child.kill('SIGKILL')
      await main.exited
    }
  })
}

test('Chromium keeps the switch without which it does not start as root', async ({ open }) => {
  const { app } = await open({ args: ['--no-sandbox'] })
  expect(await app.evaluate(({ app }) => app.commandLine.hasSwitch('no-sandbox'))).toBe(true)
})
